"""The notebooks run, and find what their texts say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest

import fivepluone_mcda as fp

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the code of a notebook leaves behind."""
    monkeypatch.chdir(NOTEBOOKS)

    def left(name: str) -> dict[str, Any]:
        cells = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text("utf-8"))["cells"]
        names: dict[str, Any] = {}
        for cell in cells:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), names)  # noqa: S102
        plt.close("all")
        return names

    return left


@pytest.mark.slow
def test_from_paper_to_ranking(run: Any) -> None:
    found = run("01_from_paper_to_ranking")
    study, problem, bands = found["study"], found["problem"], found["bands"]
    assert fp.topsis(found["on_grounds"]).best == fp.ahp(found["on_grounds"]).best == "CA-EU"
    assert fp.topsis(problem).best == fp.ahp(problem).best == "CA-EU"
    first = bands[bands["winner"] == "CA-EU"]
    assert first["lower"].max() == pytest.approx(0.342, abs=5e-4)
    assert first["upper"].min() == pytest.approx(0.442, abs=5e-4)
    assert fp.topsis(study.problem("values")).best == "CA-China"


@pytest.mark.slow
def test_weight_sensitivity(run: Any) -> None:
    found = run("02_weight_sensitivity")
    theme = "strategic_dependence"
    bounds = fp.stability(found["problem"], nodes=[theme]).loc[theme]
    assert bounds["lower"] < 0.25 < bounds["upper"]
    assert bounds["winner_below"] == "CA-China"
    assert found["least"].mass_moved <= found["nearest"].mass_moved
    assert found["nearest"].certified_radius > 0.95 * found["nearest"].distance
    assert found["anything"].rank_acceptability[1].idxmax() == "CA-China"
    found["sliders"].weights["geopolitical"].value = 60
    assert fp.topsis(found["sliders"].problem).best == "CA-Japan"


@pytest.mark.slow
def test_scores_and_coders(run: Any) -> None:
    found = run("03_scores_and_coders")
    assert (fp.leave_one_coder_out(found["study"])["winner"] == "CA-EU").all()
    for drawn in ("joint", "consistent"):
        assert found[drawn].rank_acceptability[1].idxmax() == "CA-EU"
    assert found["shares"]["factor"].iloc[found["shares"]["total"].argmax()] == "profile"


@pytest.mark.slow
def test_scenarios(run: Any) -> None:
    found = run("04_scenarios")
    table, sliders = found["table"], found["sliders"]
    assert table["winner"].value_counts().idxmax() == "CA-EU"
    assert found["grid"]["values"].value_counts().idxmax() == "CA-China"
    sliders.choice.value = table.loc["japan-summit", "title"]
    assert fp.topsis(sliders.problem).best == table.loc["japan-summit", "winner"]


@pytest.mark.slow
def test_your_own_study(run: Any) -> None:
    found = run("05_your_own_study")
    assert found["ranking"].best == "Park"
    assert (found["found"][0].row, found["found"][0].column) == (2, "best")
