"""The command ``brief``."""

import fivepluone_mcda as fp


def test_brief_of_a_study(run, tmp_path):
    folder, path = fp.new_study(tmp_path / "mine"), tmp_path / "brief.docx"
    code, out, err = run("brief", path, "--study", folder, "--scenario", "both")
    assert (code, err) == (0, "")
    assert out.endswith(f"\n{path}: written\n")
    assert path.read_bytes()[:2] == b"PK"


def test_wrong_input_is_one_line(run, tmp_path):
    fp.new_study(tmp_path / "mine")
    for arguments, word in [
        (["brief.doc"], "expected a name such as brief.docx"),
        ([], "Missing argument"),
        (["brief.docx", "--profile", "boards"], "did you mean 'board'"),
    ]:
        code, out, err = run("brief", *arguments, "--study", tmp_path / "mine")
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert word in err
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
