"""Labels that are commands elsewhere stay labels in every picture, table, page and export."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hostile import NAMES, hostile_study
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

import fivepluone_mcda as fp
from fivepluone_mcda.cli import main
from fivepluone_mcda.elicit.answers.files import FORMAT, VERSION
from fivepluone_mcda.export.tables import every_table
from fivepluone_mcda.sensitivity.reversal import Moved

PICTURES: dict[str, Callable[[fp.Study], Axes]] = {
    "awot": lambda s: fp.plots.awot(fp.awot(s), NAMES["tram"], s.problem()),
    "central_weights": lambda s: fp.plots.central_weights(_smaa(s), s.problem()),
    "contributions": lambda s: fp.plots.contributions(_explanation(s), s.problem()),
    "criteria_tree": lambda s: fp.plots.criteria_tree(s.problem()),
    "critical_scores": lambda s: fp.plots.critical_scores(s.problem()),
    "heatmap": lambda s: fp.plots.heatmap(s.problem()),
    "methods": lambda s: fp.plots.methods(fp.compare_methods(s.problem())),
    "pairwise_winning": lambda s: fp.plots.pairwise_winning(_smaa(s)),
    "panel": lambda s: fp.plots.panel(fp.panel(s)),
    "rank_acceptability": lambda s: fp.plots.rank_acceptability(_smaa(s)),
    "ranking": lambda s: fp.plots.ranking(fp.topsis(s.problem())),
    "reversal": lambda s: fp.plots.reversal(fp.nearest_reversal(s.problem()), s.problem()),
    "scenarios": lambda s: fp.plots.scenarios(fp.scenarios(s)),
    "sobol": lambda s: fp.plots.sobol(fp.decompose(s, samples=64)),
    "stability": lambda s: fp.plots.stability(s.problem()),
    "stakeholders": lambda s: fp.plots.stakeholders(fp.stakeholders(s)),
    "sweep": lambda s: fp.plots.sweep(s.problem(), NAMES["cost"]),
    "swot": lambda s: fp.plots.swot(fp.strategic_position(s)),
    "ternary": lambda s: fp.plots.ternary(s.problem(), [NAMES["cost"], NAMES["noise"], "threats"]),
    "two_nodes": lambda s: fp.plots.two_nodes(s.problem(), NAMES["cost"], NAMES["noise"]),
    "value_functions": lambda s: fp.plots.value_functions(s.problem()),
    "winner_bands": lambda s: fp.plots.winner_bands(fp.winner_bands(s, NAMES["cost"])),
}


def _smaa(study: fp.Study) -> fp.Smaa:
    return fp.smaa(study.problem(), samples=64)


def _explanation(study: fp.Study) -> fp.Explanation:
    return fp.topsis(study.problem()).explain(*study.alternatives[:2])


def _collected(study: fp.Study) -> fp.Collected:
    name = f"{NAMES['tram']}\x1b[31m\u202e<b>"
    answers = {
        "format": FORMAT,
        "version": VERSION,
        "panel": name,
        "respondent": {"id": name, "name": name},
        "scores": [{"criterion": NAMES["cost"], "alternative": NAMES["tram"], "best": 3}, name],
    }
    with TemporaryDirectory() as folder:
        Path(folder, "answers.json").write_text(json.dumps(answers), encoding="utf-8")
        return fp.collect(study, folder)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> fp.Study:
    return fp.load(hostile_study(tmp_path_factory.mktemp("hostile") / "study"))


def test_every_picture_is_drawn_with_them() -> None:
    assert set(PICTURES) == set(fp.plots.__all__) - {"Sliders"}  # they draw `ranking`


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_pictures(name: str, hostile: fp.Study, tmp_path: Path) -> None:
    ax = PICTURES[name](hostile)
    ax.figure.savefig(tmp_path / "picture.png")
    texts = [text for text in ax.figure.findobj(plt.Text) if "$" in text.get_text()]
    assert not any(text.get_parse_math() for text in texts)


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        assert all(name in ("class", "border", "style") for name, _ in attrs)


def results(study: fp.Study) -> list[Any]:
    """One of every kind of result."""
    problem = study.problem()
    return [
        problem,
        fp.topsis(problem),
        _explanation(study),
        _smaa(study),
        fp.nearest_reversal(problem),
        fp.revealed_weights(problem, NAMES["bus"]),
        fp.compare_methods(problem),
        fp.discover(problem, NAMES["bus"], samples=256),
        fp.stakeholders(study),
        fp.panel(study),
        fp.best_worst({NAMES["cost"]: 1, NAMES["noise"]: 3}, {NAMES["cost"]: 3, NAMES["noise"]: 1}),
        _collected(study),
        *study.judgements("experts").values(),
    ]


def test_notebooks_and_consoles(hostile: fp.Study) -> None:
    escapes = pd.DataFrame({"\x1b[31mred": [1.0, 2.0]}, index=["\x07bell", "\u202eright"])
    shown = [*results(hostile), fp.Problem(escapes)]
    assert {type(one) for one in shown} >= set(fp.model.Result.__subclasses__()) - {Moved}
    for one in [*shown, hostile, hostile.tree]:
        assert not any(mark in repr(one) for mark in "\x1b\x07\u202e"), type(one)
    for one in [*shown, hostile]:
        html = one._repr_html_()
        page = Tags(html)
        assert page.found <= {"div", "p", "table", "thead", "tbody", "tr", "th", "td", "br"}
        assert "<script>" not in html


@pytest.mark.parametrize("write", [fp.to_csv, fp.to_latex, fp.to_markdown])
def test_text_exports(write: Callable[[object], str], hostile: fp.Study) -> None:
    for result in [*results(hostile), *hostile.tables.values()]:
        text = write(result)
        if write is fp.to_csv:
            cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
            assert not any(cell.startswith(("=", "+", "@", "\t", "-<", "-c")) for cell in cells)


def test_json(hostile: fp.Study) -> None:
    for result in results(hostile):
        assert json.loads(fp.to_json(result), parse_constant=pytest.fail)


@pytest.mark.slow
def test_workbook(hostile: fp.Study, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    left_out = {table.name for table in every_table(hostile) if table.frame is None}
    # The same comes first under all profiles; scores by TOPSIS have no regret.
    assert left_out == {"crossings", "robust choice"}
    book = openpyxl.load_workbook(fp.export(hostile, tmp_path / "results.xlsx"))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value).startswith(("=", "+", "@", "-c", "\t"))


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize("command", ["rank", "sensitivity", "robustness", "scenarios"])
def test_commands(
    command: str,
    form: str,
    hostile: fp.Study,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["fivepluone-mcda", command, "--study", str(hostile.folder), "--format", form]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as stopped:
        main()
    out = capsys.readouterr().out
    assert stopped.value.code == 0
    if form == "json":
        assert json.loads(out)["study"] == hostile.title
    elif form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(out, newline="")) for cell in row]
        assert not any(cell.startswith(("=", "+", "@", "-c")) for cell in cells)
    else:
        assert "[red]" in "".join(out.split())
