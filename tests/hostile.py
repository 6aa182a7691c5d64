"""The small study with labels that HTML, LaTeX, spreadsheets and terminals take for commands."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

SMALL = Path(__file__).parent / "data" / "small_study"

NAMES = {
    "tram": '=HYPERLINK("http://x.example","$5_a^{2} & more")',
    "bus": "<script>alert('b')</script> [red] \\textbf{\\input{x}} 50 % #1 ~ | ` * _c_ [x](y)",
    "ferry": "@SUM(1)",
    "cost": "-cost|\\",
    "noise": "+<b>noise</b>",
    "a": "=1+1",
    "Cost": "A very long label, " * 10 + "$\\frac{1}{0}$",
    "Noise": "שלום עולם right to left",
    "Barriers": "[red]Barriers[/red] $\\alpha_1",
    "Good transport": "**Good** | transport\\",
    "The tram": "<img src=x onerror=alert(1)>",
    "Own lane": "=cmd|' /C calc'!A0",
    "Jams": "&lt;i&gt; </td></table>",
    "The bus is cheaper": "\t=1+1",
    "page 2": "@page & 2",
    "page 2: dear": "[31mred]",
}
"""What stands in the cells of the small study, and what takes its place."""


def hostile_study(folder: Path) -> Path:
    """Write the study to a folder that does not exist yet."""
    shutil.copytree(SMALL, folder)
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(header)
            writer.writerows([NAMES.get(cell, cell) for cell in row] for row in rows)
    for path in folder.glob("*.toml"):
        text = path.read_text(encoding="utf-8").replace(" cost =", ' "cost" =')
        for old, new in NAMES.items():
            text = text.replace(f'"{old}"', json.dumps(new, ensure_ascii=False))
        text = text.replace('title = "', 'title = "=<i>$x$</i> ')
        path.write_text(text, encoding="utf-8")
    return folder
