"""The command ``report``."""

import fivepluone_mcda as fp


def test_report_in_the_current_folder(run, tmp_path, monkeypatch):
    fp.new_study(tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    code, out, err = run("report", "--study", "mine", "--profile", "equal", "--scenario", "both")
    assert (code, err) == (0, "")
    assert out.endswith("\nreport.html: written; open it in a browser\n")
    assert "Rents rise, and people come first" in (tmp_path / "report.html").read_text("utf-8")


def test_wrong_input_is_one_line(run, tmp_path):
    fp.new_study(tmp_path / "mine")
    for arguments, word in [
        (["--profile", "boards"], "boards"),
        (["--scenario", "rent-rise"], "rents-rise"),
        (["--method", "topsi"], "topsis"),
        (["--study", tmp_path / "none"], "found no such folder"),
        ([tmp_path], "found a folder"),
        ([tmp_path / "out.pdf"], "expected a name such as out.html"),
        ([tmp_path / "none" / "out.html"], "found no folder"),
    ]:
        target = [tmp_path / "out.html"] if len(arguments) == 2 else []
        code, out, err = run("report", "--study", tmp_path / "mine", *target, *arguments)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert word in err
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
