"""How commands print: words with tables, csv, markdown or json."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import click
import pandas as pd

from ..model.text import shown
from ..study import Study
from ..study.shipped import shipped_name

if TYPE_CHECKING:
    from rich.console import Console

BORDER = 3
"""Letters that a column of a table takes beside its text."""

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "markdown", "json"]),
    default="table",
    show_default=True,
    help="table: sentences and tables. csv, markdown: the main table alone. json: all results.",
)


def emit(
    form: str,
    study: Study,
    *,
    table: Callable[[], pd.DataFrame],
    readable: Callable[[], pd.DataFrame],
    answer: Callable[[], Mapping[str, object]],
    words: Callable[[], Iterable[str | pd.DataFrame]],
) -> None:
    """Print what a command found; only what the form needs is computed.

    Parameters
    ----------
    form : {"table", "csv", "markdown", "json"}
        The form.
    study : Study
        What it is about.
    table : callable
        The main table with all digits, for csv.
    readable : callable
        The main table as it is read, for markdown.
    answer : callable
        Everything, for json; tables as mappings or lists of rows.
    words : callable
        Sentences and tables of text cells, for a terminal.
    """
    if form == "csv":
        from ..export import to_csv

        frame = table()
        click.echo(to_csv(frame, index=frame.index.name is not None), nl=False)
    elif form == "markdown":
        from ..export import to_markdown

        click.echo(to_markdown(readable()))
    elif form == "json":
        from ..export.as_json import plain_data

        whole = {"study": study.title, **answer()}
        click.echo(json.dumps(plain_data(whole), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        out = console()
        parts = list(words())
        click.echo(heading(study))
        for part in parts:
            if isinstance(part, pd.DataFrame):
                show_table(part, out)
            else:
                out.print(part)


def heading(study: Study) -> str:
    """Which study is shown, and where it is."""
    name = shipped_name(study.folder)
    place = study.folder if name is None else f"the shipped study {name}".rstrip()
    return shown(f"{study.title} ({place})")


def rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    """The rows of a table for json."""
    return [{str(key): cell for key, cell in row.items()} for row in frame.to_dict("records")]


def by_label(frame: pd.DataFrame) -> dict[str, dict[str, object]]:
    """The rows of a table for json, by the label of each."""
    table = frame.astype(object).set_axis(frame.index.map(str)).to_dict("index")
    return {
        str(label): {str(key): cell for key, cell in row.items()} for label, row in table.items()
    }


def console() -> Console:
    """Standard output, as wide as the terminal, 100 columns where there is none."""
    from rich.console import Console

    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    return Console(width=width, highlight=False, markup=False)


def show_table(frame: pd.DataFrame, out: Console) -> None:
    """Print a table of text cells; the first column is the index.

    Where the columns do not fit beside one another, further tables follow, each with the labels.
    """
    from rich.table import Table

    labels = [_text(frame.index.name or ""), *map(_text, frame.index)]
    columns = [[_text(name), *map(_text, frame[name])] for name in frame.columns]
    first = min(_width(labels), max(12, out.width // 3))
    room = out.width - first - BORDER - 1
    whole = sum(_width(column) + BORDER for column in columns) <= room
    widths = [_width(column) if whole else _narrow(column) for column in columns]
    start = 0
    while start < len(columns) or start == 0:
        end, used = start, 0
        while end < len(columns) and (end == start or used + widths[end] + BORDER <= room):
            used += widths[end] + BORDER
            end += 1
        table = Table()
        table.add_column(labels[0], overflow="fold", width=first)
        for column, width in zip(columns[start:end], widths[start:end], strict=True):
            fitting = max(1, min(width, room - BORDER))
            table.add_column(column[0], justify="right", overflow="fold", width=fitting)
        for i, label in enumerate(labels[1:], 1):
            table.add_row(label, *(column[i] for column in columns[start:end]))
        out.print(table)
        start = max(end, 1)


def _text(cell: object) -> str:
    return shown(str(cell))


def _width(texts: Iterable[str]) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, texts))


def _narrow(column: list[str]) -> int:
    """The width that breaks no cell, and the heading only between words."""
    return _width([*column[0].split(), *column[1:]])
