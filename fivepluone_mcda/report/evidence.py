"""The scores, and behind each of them every coder's code with its place and paraphrase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ..analysis import Analysis
from ..model.coding import SILENT
from ..model.ranges import goodness
from ..model.text import number, score_digits
from ..narrative.headings import evidence_heading, values_heading
from ..narrative.robustness import silence_sentence
from ..narrative.setting import scores_sentence
from ..study import Study
from ..study.codes import main_place
from .numbers import Finding, records
from .picture import WIDTH, as_file, as_source

PLACE = 80
"""Longest place, in characters: a longer beginning is part of the paraphrase."""


def evidence(analysis: Analysis) -> Finding:
    """The matrix as rows of criteria, and the codes of every cell.

    Returns
    -------
    dict
        ``columns`` (alternatives in the order of the ranking), ``rows`` (criteria, each group
        under its name) and ``blocks``: for every criterion the codes of every alternative.
    """
    study, problem, order = analysis.study, analysis.problem, analysis.ranking.order
    listed = analysis.affordable("codes")
    codes = _codes(study) if listed else {}
    claims = _claims(analysis)
    scores, as_coded = problem.matrix.to_dict(), study.problem(analysis.profile).matrix.to_dict()
    shades = pd.DataFrame(goodness(problem), problem.alternatives, problem.criteria).to_dict()
    silent = (study.silent >= SILENT).to_dict()
    rows: list[dict[str, Any]] = []
    blocks: list[dict[str, Any]] = []
    count = 0
    for node in problem.tree.nodes[1:]:
        depth = problem.tree.depth(node)
        if problem.tree.children(node):
            rows.append({"group": problem.tree.label(node), "depth": depth})
            continue
        cells = []
        digits = score_digits(problem.matrix[node])
        for name in order:
            score, coded = scores[node][name], as_coded[node][name]
            cells.append(
                {
                    "score": number(score, digits),
                    "heat": round(shades[node][name], 2),
                    "coded": number(coded, digits) if score != coded else None,
                    "silent": silent[node][name],
                }
            )
        row = {
            "label": problem.tree.label(node),
            "unit": str(study.criteria_table.loc[node, "unit"]),
            "depth": depth,
            "weight": float(problem.weights[node]),
            "more": bool(problem.directions[node] == "max"),
            "cells": cells,
        }
        rows.append(row)
        if not listed:
            continue
        found: list[dict[str, Any]] = [
            {
                "name": name,
                "score": cell,
                "items": codes.get((node, name), []),
                "claims": claims.get((node, name), []),
            }
            for name, cell in zip(order, cells, strict=True)
        ]
        count += sum(len(item["rows"]) for block in found for item in block["items"])
        low, high = problem.scale.get(node, (None, None))
        blocks.append(
            row
            | {
                "question": str(study.criteria_table.loc[node, "question"]),
                "scale": None if low is None else f"{low:,.10g} to {high:,.10g}",
                "found": found,
            }
        )
    return {
        "heading": evidence_heading(analysis),
        "columns": order,
        "rows": rows,
        "blocks": blocks,
        "listed": listed,
        "count": count,
        "scores": scores_sentence(len(study.coders)),
        "values": _values(analysis),
        "said": _said(study, order),
        "silence": silence_sentence(
            study,
            analysis.profile,
            analysis.method,
            analysis.profile_weights and analysis.scenario is None,
        ),
        "changed": any(cell["coded"] for row in rows for cell in row.get("cells", ())),
    }


def _values(analysis: Analysis) -> dict[str, str] | None:
    """The picture of the value functions; None where none is stated or a scale is missing."""
    problem = analysis.problem
    if not problem.value_functions or len(problem.scale) < len(problem.criteria):
        return None
    from .. import plots

    svg = as_file(lambda: plots.value_functions(problem, width=WIDTH), "svg")
    return {"source": as_source(svg), "title": values_heading(analysis)}


def _codes(study: Study) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The codes by (criterion, alternative): one entry an item, one without a name if none."""
    leaf = study.quadrants
    found: dict[tuple[str, str], dict[str, list[dict[str, Any]]]] = {}
    codes = study.barrier_codes
    for code in records(codes[codes["best"].notna()]):
        cell = found.setdefault((code["criterion"], code["alternative"]), {})
        cell.setdefault("", []).append(_row(code))
    for code in records(study.swot_codes):
        if code["quadrant"] in leaf:
            cell = found.setdefault((leaf[code["quadrant"]], code["alternative"]), {})
            cell.setdefault(code["item"], []).append(_row(code))
    return {
        key: [{"item": item, "rows": rows} for item, rows in items.items()]
        for key, items in found.items()
    }


def _row(code: dict[str, Any]) -> dict[str, Any]:
    """One coder's code; the place is what stands before the first colon, where there is one."""
    place, colon, paraphrase = code["evidence"].partition(": ")
    if not colon or len(place) > PLACE:
        place = main_place([code["evidence"]])
        paraphrase = code["evidence"].removeprefix(place).lstrip(" :;,")
    low, best, high = (f"{code[end]:,.10g}" for end in ("low", "best", "high"))
    return {
        "coder": code["coder"],
        "best": best,
        "range": best if low == high else f"{low}\N{EN DASH}{high}",
        "silent": bool(code.get("silent", False)),
        "place": place,
        "paraphrase": paraphrase,
    }


def _claims(analysis: Analysis) -> dict[tuple[str, str], list[dict[str, str]]]:
    """The source's own comparisons by (criterion, alternative)."""
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for claim in records(analysis.claims):
        entry = {"text": claim["paraphrase"], "place": claim["place"], "holds": claim["holds"]}
        for name in (claim["better"], claim["worse"]):
            found.setdefault((claim["criterion"], name), []).append(entry)
    return found


def _said(study: Study, names: Sequence[str]) -> list[tuple[str, list[dict[str, Any]]]]:
    """What the source's own table says of each alternative."""
    said = study.reference
    return [(name, records(said[said["alternative"] == name])) for name in names]
