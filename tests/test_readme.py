import re
from pathlib import Path

import pytest

import fivepluone_mcda as fp

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf8")
PROSE = " ".join(README.split())


def test_the_code_runs_from_top_to_bottom(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {}
    blocks = re.findall(r"```python\n(.*?)```", README, re.S)
    assert len(blocks) >= 2
    for block in blocks:
        exec(block, names)  # noqa: S102 - the README's own code is what is tested
    assert names["ranking"].best == "CA-EU"


@pytest.mark.shipped_numbers
def test_the_ranking_table_is_the_ranking(shipped):
    topsis, ahp = fp.topsis(shipped), fp.ahp(shipped)
    rows = re.findall(r"^\| (CA-\w+) \| ([\d.]+) \| (\d) \| ([\d.]+) \| (\d) \|$", README, re.M)
    assert [row[0] for row in rows] == topsis.order
    for name, closeness, place, priority, ahp_place in rows:
        assert f"{topsis.scores[name]:.3f}" == closeness
        assert f"{ahp.scores[name]:.3f}" == priority
        assert (topsis.ranks[name], ahp.ranks[name]) == (int(place), int(ahp_place))


@pytest.mark.shipped_numbers
def test_the_numbers_on_strategic_dependence(study):
    bands = fp.winner_bands(study, "strategic_dependence")
    european = bands[bands["winner"] == "CA-EU"]
    assert len(european) == 16
    window = f"between {european['lower'].max():.1%} and {european['upper'].min():.1%}"
    assert window.replace("%", " %") in PROSE
    weight_now = bands["profile"].map(bands.attrs["weights"])
    for winner, weight in (("CA-China", weight_now), ("CA-EU", 0.25)):
        leads = (bands["lower"] <= weight) & (weight < bands["upper"])
        assert (bands.loc[leads, "winner"] == winner).sum() == 14
    assert "There CA-China leads in 14 of the 16 rows. At a quarter" in PROSE
    assert bands.loc[bands["winner"] == "CA-Japan", "lower"].min() > 0.4  # "more than about half"
    assert set(bands.loc[bands["winner"] == "CA-Japan", "method"]) == {"topsis"}
    weights = bands.attrs["weights"].values()
    given = f"{100 * min(weights):.0f} to {100 * max(weights):.0f} %"
    assert given == "7 to 14 %"
    assert given in PROSE
    problem = study.problem("values")
    weight = 100 * problem.weight_of("strategic_dependence")
    scores = fp.topsis(problem).scores
    assert f"strategic dependence weighs {weight:.1f} %" in PROSE
    assert f"{scores['CA-China']:.3f} to {scores['CA-EU']:.3f} by TOPSIS" in PROSE


@pytest.mark.shipped_numbers
def test_the_numbers_on_the_six_grounds():
    problem = fp.load("grounds").problem()
    assert fp.topsis(problem).best == fp.ahp(problem).best == "CA-EU"
    bounds = fp.stability(problem).loc["Q3"]
    assert bounds["winner_above"] == "CA-Japan"
    assert (
        f"weighs {100 * bounds['upper']:.1f} % instead of {100 * bounds['weight']:.1f} %" in PROSE
    )


@pytest.mark.shipped_numbers
def test_the_number_of_comparisons_that_hold(study):
    holds = fp.check_claims(study)["holds"].value_counts()
    assert holds.to_dict() == {"yes": 22, "no": 2, "tie": 1}
    assert "22 of the 25 comparisons" in PROSE
    assert "one is a tie, two are contradicted" in PROSE


@pytest.mark.shipped_numbers
def test_the_sentence_on_silent_cells(study):
    assert (study.silent >= 0.5).to_numpy().sum() == 23
    assert "these 23 cells" in PROSE
    winners = fp.silence(study).set_index("silent_cells")["winner"]
    assert winners.to_dict() == {
        "as coded": "CA-EU", "1": "CA-EU", "2": "CA-EU", "3": "CA-EU", "mean": "CA-China"
    }  # fmt: skip


def test_every_picture_and_file_that_it_names_is_there():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), target
