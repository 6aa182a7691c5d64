import subprocess
import sys


def command(*arguments, cwd):
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "fivepluone_mcda", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_new_study_ranks_at_once_and_is_never_overwritten(tmp_path):
    status, out, err = command("new", "mine", cwd=tmp_path)
    assert (status, err) == (0, "")
    assert "fivepluone-mcda rank --study mine" in out
    status, out, _ = command("rank", "--study", "mine", "--format", "csv", cwd=tmp_path)
    assert status == 0
    assert out.splitlines()[1].startswith("Tashkent,")
    status, out, err = command("new", "mine", cwd=tmp_path)
    assert (status, out) == (2, "")
    assert err == "fivepluone-mcda: mine: found something there already; expected a new folder\n"
