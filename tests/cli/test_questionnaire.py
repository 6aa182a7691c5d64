"""The command ``questionnaire``."""

import fivepluone_mcda as fp


def test_a_questionnaire_about_ones_own_study(run, tmp_path):
    fp.new_study(tmp_path / "mine")
    code, out, err = run(
        "questionnaire", tmp_path / "ask.html", "--study", tmp_path / "mine",
        "--parts", "judgements", "--importance", "swing", "--language", "ru", "--note", "Dear all",
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert out.endswith(
        "ask.html: written; send it to the experts, and ask for the file they save\n"
    )
    html = (tmp_path / "ask.html").read_text("utf-8")
    assert '"importance":"swing"' in html
    assert "Dear all" in html
    assert '<html lang="ru">' in html


def test_wrong_input_is_one_line(run, tmp_path):
    for arguments, word in [
        ([tmp_path / "ask.docx"], "ask.html"),
        ([tmp_path / "ask.html", "--importance", "guess"], "best_worst"),
        ([tmp_path / "ask.html", "--seed", "-1"], "x>=0"),
        ([tmp_path / "ask.html", "--panel", " "], "expected a name"),
    ]:
        code, out, err = run("questionnaire", *arguments)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert word in err
    assert list(tmp_path.iterdir()) == []
