"""Pages that hold nothing but the explorer, settings of it, and what Python says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
from report import made_up

import fivepluone_mcda as fp
from fivepluone_mcda.analysis import Analysis
from fivepluone_mcda.export.html_page import json_block
from fivepluone_mcda.report.explorer import explorer_data

ASSETS = Path(fp.__file__).parent / "report" / "assets"
METHODS = ("topsis", "ahp", "ahp_ideal", "additive_value")
PEAK = [[1, 0], [3.5, 100], [5, 20]]
HOSTILE = '<script>alert(1)</script> & "quotes" \'</script>'


def explorer_page(study: fp.Study) -> str:
    """A page that holds nothing but the explorer."""
    scripts = sorted((ASSETS / "explorer").glob("*.js"))
    styles = [ASSETS / "page.css", ASSETS / "explorer.css"]
    script, style = (
        "".join(file.read_text("utf-8") for file in some) for some in (scripts, styles)
    )
    data = json_block(explorer_data(Analysis(study)))
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Explorer</title>'
        f'<link rel="icon" href="data:,"><style>{style}</style><h2 id="above">A heading</h2>'
        f'<section id="explorer">{(ASSETS / "explorer_panel.html").read_text("utf-8")}</section>'
        f'<script type="application/json" id="explorer-data">{data}</script>'
        f'<script type="module">{script}</script></html>'
    )


def made_study(
    folder: Path, seed: int, alternatives: int, criteria: int, constant: bool = False
) -> fp.Study:
    """A random study: minimised criteria, ties, copies, three groups.

    Every second one states all scales and a value function, so that it has an additive value.
    """
    rng, scaled = np.random.default_rng(seed), seed % 2 == 0
    folder.mkdir()
    names = [f"a{k}" for k in rng.permutation(alternatives)]
    leaves = [f"c{j}" for j in range(criteria)]
    parents = {"g0": "goal", "g1": "goal", "g2": "g1"}
    groups = list(parents)[: max(1, criteria // 2)]
    best = rng.integers(1, 6, (alternatives, criteria)).astype(float)
    if rng.random() < 0.5:
        best = np.where(best > 1, np.round(best - rng.random(best.shape), 3), best)
    if constant or rng.random() < 0.5:
        best[:, 0] = best[0, 0]
    if constant or rng.random() < 0.3:
        best[-1] = best[0]
    made_up.write_csv(
        folder / "criteria.csv",
        "id,parent,label,direction,low,high,group,quadrant,question",
        [
            ["goal", "", "Best", *[""] * 6],
            *([one, parents[one], HOSTILE if one == "g0" else one, *[""] * 6] for one in groups),
            *(
                [leaf, groups[j % len(groups)], leaf, rng.choice(["max", "min"]),
                 *([1, 5] if rng.random() < 0.5 or scaled else ["", ""]), *[""] * 3]
                for j, leaf in enumerate(leaves)
            ),
        ],
    )  # fmt: skip
    made_up.write_csv(
        folder / "alternatives.csv",
        "id,name,partner,scored,verdict,place",
        [[name, HOSTILE, "", 1, "", ""] for name in names],
    )
    made_up.write_csv(
        folder / "scores.csv",
        "coder,criterion,alternative,low,best,high,silent,evidence",
        [
            ["x", leaf, name, *[best[i, j]] * 3, 0, ""]
            for j, leaf in enumerate(leaves)
            for i, name in enumerate(names)
        ],
    )
    (folder / "study.toml").write_text(
        'title = "Made up"\n[files]\ncriteria = "criteria.csv"\nalternatives = "alternatives.csv"\n'
        'scores = "scores.csv"\n[profiles.equal]\nquestion = "<b>Equal</b>?"\nweights = "equal"\n'
        + (f"[values.c0]\npoints = {PEAK}\nmonotone = false\n" if scaled else ""),
        encoding="utf-8",
    )
    return fp.load(folder)


def weights_at_random(rng: np.random.Generator, problem: fp.Problem) -> np.ndarray:
    """Some of everything: the problem's own, even, spiked, with zeros, of few values."""
    n = len(problem.criteria)
    kind = rng.integers(5)
    if kind == 0:
        return problem.weight_vector.copy()
    if kind == 1:
        drawn = rng.dirichlet(np.ones(n))
    elif kind == 2:
        drawn = rng.dirichlet(np.full(n, 0.2))
    elif kind == 3:
        drawn = rng.dirichlet(np.ones(n)) * (rng.random(n) < 0.5)
    else:
        drawn = rng.integers(0, 4, n).astype(float)
    return drawn / drawn.sum() if drawn.sum() > 0 else np.full(n, 1 / n)


def address(
    study: fp.Study, setting: dict[str, Any], weights: np.ndarray | None = None, lock: Any = ()
) -> str:
    """The permalink of a setting."""
    query = [(key, setting.get(key) or "") for key in ("profile", "scenario", "method")]
    if weights is not None:
        pairs = zip(study.criteria, weights.tolist(), strict=True)
        query += [(f"w.{leaf}", repr(weight)) for leaf, weight in pairs]
    query += [("lock", node) for node in lock]
    return "#explorer?" + urlencode(query)


def settings_at_random(
    study: fp.Study, count: int, seed: int
) -> list[tuple[dict[str, Any], np.ndarray, fp.Problem]]:
    rng = np.random.default_rng(seed)
    scaled = len(study.problem().scale) == len(study.criteria)
    methods = [method for method in METHODS if scaled or method != "additive_value"]
    found = []
    for _ in range(count):
        setting = {
            "profile": str(rng.choice(study.profiles)),
            "scenario": rng.choice([None, *study.scenarios]),
            "method": str(rng.choice(methods)),
        }
        problem = study.problem(setting["profile"], scenario=setting["scenario"])
        weights = weights_at_random(rng, problem)
        pairs = dict(zip(problem.criteria, weights, strict=True))
        found.append((setting, weights, problem.with_weights(pairs)))
    return found


def agrees(found: dict[str, Any], problem: fp.Problem, method: str) -> None:
    """Scores, ranks, order, gap, bounds and the nearest reversal are those of Python."""
    ranking = fp.rank(problem, method)
    names = problem.alternatives
    np.testing.assert_allclose(found["scores"], ranking.scores, rtol=0, atol=1e-12)
    assert found["ranks"] == ranking.ranks.tolist()
    assert [names[i] for i in found["order"]] == ranking.order
    if len(names) > 1:
        best, second = ranking.scores[ranking.order[:2]]
        assert found["gap"] == pytest.approx(best - second, abs=1e-9)
    else:
        assert found["gap"] is None
    table = fp.stability(problem, method, nodes=problem.tree.nodes_and_themes[1:])
    for bound, (node, row) in zip(found["bounds"], table.iterrows(), strict=True):
        assert bound["weight"] == pytest.approx(row["weight"], abs=1e-12), node
        assert bound["lower"] == pytest.approx(row["lower"], abs=1e-9), node
        assert bound["upper"] == pytest.approx(row["upper"], abs=1e-9), node
        for side, end in (("below", "winner_below"), ("above", "winner_above")):
            assert (None if bound[side] is None else names[bound[side]]) == row[end], node
    table = table.loc[list(problem.tree.nodes[1:])]
    moves = [
        *(table["weight"] - table["lower"])[table["winner_below"].notna()],
        *(table["upper"] - table["weight"])[table["winner_above"].notna()],
    ]
    if moves:
        assert found["nearest"]["distance"] == pytest.approx(min(moves), abs=1e-9)
    else:
        assert found["nearest"] is None
