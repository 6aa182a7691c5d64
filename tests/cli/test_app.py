"""What holds for every command: letters, folders in the wrong place."""

import json
import os
import subprocess
import sys

import pytest

import fivepluone_mcda as fp

COMMANDS = ["rank", "sensitivity", "robustness", "scenarios", "stakeholders"]


@pytest.fixture
def kazakh(tmp_path):
    """A study with letters that neither cp1251 nor cp866 has."""
    folder = fp.new_study(tmp_path / "mine")
    for path in folder.iterdir():
        text = path.read_text("utf-8")
        path.write_text(text.replace("Tashkent", "Өңір қаласы"), "utf-8")
    return folder


def python(*arguments, encoding, **options):
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "fivepluone_mcda", *map(str, arguments)],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
        **options,
    )


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "ascii"])
@pytest.mark.parametrize("form", ["table", "csv", "markdown", "json"])
def test_no_letter_is_lost_in_a_file(kazakh, encoding, form):
    done = python("rank", "--study", kazakh, "--format", form, encoding=encoding,
                  capture_output=True)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Өңір қаласы" in done.stdout.decode("utf-8")
    if form == "json":
        assert json.loads(done.stdout)["rankings"]["topsis"]["order"][0] == "Өңір қаласы"


def test_no_letter_is_lost_in_an_error(kazakh):
    done = python("rank", "--study", kazakh / "қ", encoding="cp1251", capture_output=True)
    assert done.returncode == 2
    assert "қ: found no such folder" in done.stderr.decode("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_terminal_that_lacks_letters_shows_the_rest(kazakh, command):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    try:
        done = python(command, "--study", kazakh, encoding="cp866", stdin=subprocess.DEVNULL,
                      stdout=theirs, stderr=subprocess.PIPE)  # fmt: skip
        shown = os.read(ours, 4096).decode("cp866")
    finally:
        os.close(ours)
        os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "?" in shown


def test_a_folder_without_its_option(run, tmp_path, monkeypatch):
    fp.new_study(tmp_path / "my study")
    monkeypatch.chdir(tmp_path)
    assert run("rank", "my study")[2].endswith("(my study); did you mean --study my study?\n")
    assert "did you mean" not in run("rank", "yours")[2]
    assert "did you mean" not in run("check", "yours", "my study")[2]
