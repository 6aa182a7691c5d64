"""The errors of the package: each says what was found and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from .text import counted, escaped


class CriteriaError(ValueError):
    """Base of every error that this package raises on purpose.

    Its message is one line, with control characters escaped: names from a file cannot change what
    a terminal shows.
    """

    def __init__(self, *args: object) -> None:
        super().__init__(*(escaped(arg) if isinstance(arg, str) else arg for arg in args))


class ProblemError(CriteriaError):
    """A matrix, its weights, directions, scale or tree cannot be a decision problem."""


class MethodError(CriteriaError):
    """A method or an option of it is unknown, or undefined for the problem at hand."""


class InfeasibleError(CriteriaError):
    """What was asked for cannot be: no weights, or no scores, satisfy it."""


class UnknownNameError(CriteriaError):
    """A name is not among those that the object knows."""


class MissingDependencyError(CriteriaError, ImportError):
    """An optional package is needed and not installed."""


@dataclass(frozen=True)
class Defect:
    """One thing that is wrong with a study folder.

    Attributes
    ----------
    file : str
        Name of the file in the folder; several where it lies in none of them alone.
    row : int or None
        Line of the file, counting the header as line 1; None where no line can be named.
    column : str
        Column or key; empty where none can be named.
    found : str
        What stands there.
    expected : str
        What would be right.
    """

    file: str
    row: int | None
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        return _line([self])


class StudyError(CriteriaError):
    """A study folder cannot be read; `defects` lists everything that is wrong with it.

    Attributes
    ----------
    folder : str
        The folder.
    defects : tuple of Defect
        All that was found, in the order of the files.
    lines : tuple of str
        The same to be read: defects that differ in nothing but their row share a line.
    """

    shown = 20

    def __init__(self, folder: str, defects: Sequence[Defect]) -> None:
        self.folder = folder
        self.defects = tuple(defects)
        alike: dict[tuple[object, ...], list[Defect]] = {}
        for one in self.defects:
            key = one.file, one.row is None, one.column, one.found, one.expected
            alike.setdefault(key, []).append(one)
        groups = list(alike.values())
        self.lines = tuple(_line(group) for group in groups)
        count, hidden = len(self.defects), sum(map(len, groups[self.shown :]))
        lines = [escaped(f"{folder}: {counted(count, 'defect')}")]
        lines += [f"  {line}" for line in self.lines[: self.shown]]
        if hidden:
            lines.append(f"  ... and {hidden} more (see .defects)")
        ValueError.__init__(self, "\n".join(lines))


def _line(alike: Sequence[Defect]) -> str:
    """Defects that differ in nothing but their row, in a line."""
    first, rows = alike[0], sorted({one.row for one in alike if one.row is not None})
    place = first.file
    if rows:
        place += f", line{'s' if len(rows) > 1 else ''} {_runs(rows)}"
    if first.column:
        place += f", {first.column}"
    times = f" ({len(rows)} rows)" if len(rows) > 1 else ""
    return escaped(f"{place}: found {first.found}{times}; expected {first.expected}")


def _runs(rows: Sequence[int], most: int = 6) -> str:
    """Ascending numbers, those that follow one another as ``2 to 9``; cut after `most` runs."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    shown = [
        f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run))
        for run in runs[:most]
    ]
    return ", ".join(shown) + (", ..." if len(runs) > most else "")


def expect(
    value: object,
    kinds: type | tuple[type, ...],
    source: str,
    argument: str = "",
    error: type[CriteriaError] = CriteriaError,
) -> None:
    """Refuse what is not of the kinds that are asked for, and say where to get that.

    Raises
    ------
    CriteriaError
        Of the type given, if the value is of none of the kinds.
    """
    if not isinstance(value, kinds):
        place = f"{argument}: " if argument else ""
        raise error(f"{place}found {type(value).__name__}; expected {source}")


def cut(text: str, most: int = 120) -> str:
    """A text of a readable length."""
    return text if len(text) <= most else f"{text[: most - 3]}..."


def found_value(value: object) -> str:
    """What was found, as a message shows it."""
    try:
        return cut(repr(value))
    except (ValueError, RecursionError):  # an integer too long, a table too deep for Python
        return "what is too long to show"


def listed(names: Iterable[object], most: int = 12) -> str:
    """Names as they stand in a message: quoted, joined, cut after `most`."""
    shown = [repr(str(name)) for name in names]
    if len(shown) > most:
        shown = [*shown[:most], f"... ({len(shown)} in all)"]
    return ", ".join(shown) if shown else "none"


def unknown_name(kind: str, name: object, known: Iterable[object]) -> UnknownNameError:
    """The error for a name that is not known, with the nearest ones that are."""
    names = [str(k) for k in known]
    near = get_close_matches(str(name), names, n=1, cutoff=0.6)
    hint = f"; did you mean {near[0]!r}?" if near else "."
    return UnknownNameError(f"unknown {kind} {str(name)!r}{hint} Known: {listed(names, 40)}")
