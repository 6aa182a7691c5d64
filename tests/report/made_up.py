"""Study folders that no one would write by hand."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np

TEXTS = (
    "Annual report, table {}: the figure of last year, checked against the ministry's own count",
    "Interview {}: said without being asked, and confirmed by the second interview",
    "Nothing usable in the text; inferred from section {}",
)


def write_csv(path: Path, header: str, rows: list[list[Any]]) -> None:
    """A table with its header line."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header.split(","), *rows])


def large_study(folder: Path, alternatives: int = 40, groups: int = 6, leaves: int = 10) -> Path:
    """A study of many alternatives and criteria, with long labels and three coders."""
    rng = np.random.default_rng(0)
    folder.mkdir()
    names = [f"Region {chr(65 + k % 26)}{k:02d} of the northern belt" for k in range(alternatives)]
    (folder / "study.toml").write_text(
        'title = "Which of the forty regions should host the new logistics hub of the union?"\n'
        'coding = "Three invented coders scored every cell; the numbers are random."\n'
        '[files]\ncriteria = "criteria.csv"\nalternatives = "alternatives.csv"\n'
        'scores = "scores.csv"\nscenarios = "scenarios.toml"\n'
        '[profiles.equal]\nquestion = "What if all criteria weigh the same?"\nweights = "equal"\n',
        encoding="utf-8",
    )
    criteria: list[list[Any]] = [["goal", "", "", "The best site", "", "", "", "", ""]]
    for i in range(groups):
        criteria.append([f"g{i}", "goal", "", f"Aspect {i + 1}: infrastructure and administration",
                         "", "", "", "", ""])  # fmt: skip
        criteria.extend(
            [f"g{i}c{j}", f"g{i}", "", f"Criterion {i + 1}.{j + 1} on the costs of handling goods",
             "max" if j % 2 else "min", 1, 5, "", "How does the region stand here?"]
            for j in range(leaves)
        )  # fmt: skip
    write_csv(
        folder / "criteria.csv",
        "id,parent,group,label,direction,low,high,quadrant,question",
        criteria,
    )
    write_csv(
        folder / "alternatives.csv",
        "id,name,partner,scored,verdict,place",
        [[name, name, "", 1, "", ""] for name in names],
    )
    leaf_ids = [row[0] for row in criteria if row[4]]
    best = rng.integers(1, 6, (3, alternatives, len(leaf_ids)))
    write_csv(
        folder / "scores.csv",
        "coder,criterion,alternative,low,best,high,silent,evidence",
        [
            [coder, leaf, name, max(1, score - 1), score, min(5, score + 1), int(score == 3),
             TEXTS[score % 3].format(i + j)]
            for k, coder in enumerate("abc")
            for j, leaf in enumerate(leaf_ids)
            for i, name in enumerate(names)
            for score in [int(best[k, i, j])]
        ],
    )  # fmt: skip
    (folder / "scenarios.toml").write_text(
        "".join(
            f'[case-{k}]\ntitle = "Aspect {k + 1} weighs half of everything"\n'
            f'reason = "Somebody may think so."\nweights.set = {{ g{k} = 0.5 }}\n\n'
            for k in range(groups)
        ),
        encoding="utf-8",
    )
    return folder


def renamed(folder: Path, names: dict[str, str]) -> Path:
    """The study with texts replaced in every file of it."""
    for file in [*folder.glob("*.csv"), *folder.glob("*.toml")]:
        text = file.read_text(encoding="utf-8")
        for old, new in names.items():
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
    return folder


def bare_study(folder: Path, scores: dict[str, list[float]]) -> Path:
    """Nothing but scores by alternative: one coder, flat criteria without a scale."""
    folder.mkdir()
    (folder / "study.toml").write_text(
        'title = "Which one?"\n[files]\ncriteria = "criteria.csv"\n'
        'alternatives = "alternatives.csv"\nscores = "scores.csv"\n',
        encoding="utf-8",
    )
    leaves = [f"c{j}" for j in range(len(next(iter(scores.values()))))]
    write_csv(
        folder / "criteria.csv",
        "id,parent,group,label,direction,low,high,quadrant,question",
        [["goal", "", "", "Goal", "", "", "", "", ""]]
        + [[leaf, "goal", "", leaf.upper(), "max", "", "", "", ""] for leaf in leaves],
    )
    write_csv(
        folder / "alternatives.csv",
        "id,name,partner,scored,verdict,place",
        [[name, name, "", 1, "", ""] for name in scores],
    )
    write_csv(
        folder / "scores.csv",
        "coder,criterion,alternative,low,best,high,silent,evidence",
        [
            ["me", leaf, name, score, score, score, 0, ""]
            for name, row in scores.items()
            for leaf, score in zip(leaves, row, strict=True)
        ],
    )
    return folder
