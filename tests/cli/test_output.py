"""No label of a row vanishes from a table, however narrow the terminal."""

import io

import pandas as pd
import pytest
from rich.console import Console

import fivepluone_mcda as fp
from fivepluone_mcda.cli import output
from fivepluone_mcda.cli.output import show_table

LONG = "A criterion whose name is much longer than a label of a table should ever be"
COMMANDS = ["rank", "sensitivity", "robustness", "scenarios", "stakeholders"]


def printed(frame, width):
    stream = io.StringIO()
    show_table(frame, Console(file=stream, width=width))
    return stream.getvalue()


def first_cells(text):
    """The first cell of every line with cells."""
    return [line.split("│")[1].strip() for line in text.splitlines() if line.startswith("│")]


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("columns", [1, 5, 12])
def test_every_label_and_every_cell_is_printed(width, columns):
    frame = pd.DataFrame(
        {f"weight of number {j}": ["41.5 % ± 0.4", "CA-South Korea"] for j in range(columns)},
        index=pd.Index([LONG, "short"], name="criterion"),
    )
    text = printed(frame, width)
    assert max(map(len, text.splitlines())) <= width
    tables = text.count("┏")
    cells = first_cells(text)
    assert "".join(cells).replace(" ", "") == (LONG + "short").replace(" ", "") * tables
    assert text.count("CA-South Korea") == columns
    assert text.count("41.5 % ± 0.4") == columns


@pytest.mark.slow
@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("command", COMMANDS)
def test_commands_keep_the_labels_of_a_study_with_long_names(
    run, tmp_path, monkeypatch, command, width
):
    folder = fp.new_study(tmp_path / "mine")
    path = folder / "criteria.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table["label"] = [f"{label} {LONG}" for label in table["label"]]
    table.to_csv(path, index=False)
    monkeypatch.setattr(output, "console", lambda: Console(width=width, highlight=False))
    status, out, err = run(command, "--study", folder)
    assert (status, err) == (0, "")
    assert all(cell for cell in first_cells(out))
