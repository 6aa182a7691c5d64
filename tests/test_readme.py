import re
from pathlib import Path

import pytest

import fivepluone_mcda as fp

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf8")


def test_the_code_runs_from_top_to_bottom(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {}
    blocks = re.findall(r"```python\n(.*?)```", README, re.S)
    assert len(blocks) >= 4
    for block in blocks:
        exec(block, names)  # noqa: S102 - the README's own code is what is tested
    assert names["ranking"].best == "CA-EU"


def test_the_ranking_table_is_the_ranking(shipped):
    topsis, ahp = fp.topsis(shipped), fp.ahp(shipped)
    rows = re.findall(r"^\| (CA-\w+) \| ([\d.]+) \| (\d) \| ([\d.]+) \| (\d) \|$", README, re.M)
    assert [row[0] for row in rows] == topsis.order
    for name, closeness, place, priority, ahp_place in rows:
        assert f"{topsis.scores[name]:.4f}" == closeness
        assert f"{ahp.scores[name]:.4f}" == priority
        assert (topsis.ranks[name], ahp.ranks[name]) == (int(place), int(ahp_place))


def test_the_numbers_of_the_tour(study, shipped):
    moved = (study.weights("paper") - study.weights("values")).abs().sum() / 2
    reversal = fp.nearest_reversal(shipped)
    values = fp.topsis(study.problem("values")).scores
    for number in (
        f"{100 * moved:.1f} % of the weight had to move",
        f"({values['CA-China']:.3f} to {values['CA-EU']:.3f})",
        f"between 0 % and {100 * fp.stability(shipped).loc['geopolitical', 'upper']:.1f} %",
        f"moving {100 * reversal.mass_moved:.1f} % of the weight",
    ):
        assert number in README
    assert reversal.certified_radius / reversal.distance == pytest.approx(0.995, abs=0.002)
    assert "99.5 % of that distance" in README
    space = fp.WeightSpace.around(shipped)
    for shares, words in (
        (fp.smaa(shipped), "CA-China comes first in {} % of the draws and CA-EU in {} %"),
        (fp.smaa(shipped, weights=space), "it is {1} % for CA-EU and {0} % for CA-China"),
    ):
        first = shares.rank_acceptability[1]
        sentence = words.format(*(round(100 * first[name]) for name in ("CA-China", "CA-EU")))
        assert sentence in " ".join(README.split())


def test_every_picture_and_file_that_it_names_is_there():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), target
