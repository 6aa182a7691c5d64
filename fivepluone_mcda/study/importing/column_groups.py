"""Columns that belong together: the ends of one range, years of one indicator, plan and fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from .columns import Column
from .findings import Findings, among
from .label_parts import LIKELY, LOWER, PERIOD, STATE, UPPER, unit_in_label, variant_in_label

ENDS = (LOWER, LIKELY, UPPER)


def merged_ranges(found: Findings, columns: list[int], read: dict[int, Column]) -> list[int]:
    """The columns with those of a low, a best and a high score as one, named by what they share.

    What `read` says of the remaining column is then the range. Two ends in the wrong order are no
    range; a low and a high column without a name are a question.
    """
    gone: set[int] = set()
    for name, ends in _ranges(found, columns).items():
        members = [ends[kind] for kind in ENDS if kind in ends]
        place, names = _place(found, members), _names(found, members)
        keep = _options(found, "keep", members)
        if not name and not any(_names_of(found, members)):
            expected = f"the criterion's name in a row above them, or {keep} if each is a criterion"
            found.defects.note(found.grid.name, None, place, names, expected)
        elif _is_ordered([read[column] for column in members]):
            lead = ends.get(LIKELY, members[0])
            label = next(filter(None, _names_of(found, [lead, *members])))
            said = f"{place} ({names}) are read as ranges of {label!r}"
            if LIKELY in ends:
                found.remarks.append(said)
            else:
                found.doubts.append(f"{said}; if each is a criterion: {keep}")
            unit = unit_in_label(found.labels[lead])[1] or read[lead].unit
            read[lead] = _joined(ends, read, unit)
            found.join(lead, label, members)
            gone.update(column for column in members if column != lead)
    return [column for column in columns if column not in gone]


def _ranges(found: Findings, columns: Sequence[int]) -> dict[str, dict[str, int]]:
    """The columns by the name that they share and the end that they state."""
    ends: dict[str, dict[str, int]] = {}
    whole: dict[str, int] = {}
    for column in columns:
        if found.is_kept(column):
            continue
        name, kind = _variant(found, column)
        if kind in ENDS:
            ends.setdefault(name.casefold(), {}).setdefault(kind, column)
        else:
            whole.setdefault(unit_in_label(found.labels[column])[0].casefold(), column)
    for name, of_name in ends.items():
        if name in whole:
            of_name.setdefault(LIKELY, whole[name])
    return {name: of_name for name, of_name in ends.items() if {LOWER, UPPER} <= of_name.keys()}


def _variant(found: Findings, column: int) -> tuple[str, str]:
    """The name that columns share and what tells this one from them; a unit is part of neither."""
    label, way = found.labels[column], found.stated.get(column, "")
    if way:  # (min) and (max) of one name are no directions
        others = [c for c in found.labels if c != column and found.labels[c] == label]
        if any(found.stated.get(other, way) != way for other in others):
            return unit_in_label(label)[0], {"min": LOWER, "max": UPPER}[way]
    name, kind = variant_in_label(label)
    return (name, kind) if kind else variant_in_label(unit_in_label(label)[0])


def _names_of(found: Findings, members: Sequence[int]) -> list[str]:
    """The name that each column states; that of the columns above it where it has none."""
    return [_variant(found, column)[0] or found.groups.get(column, "") for column in members]


def _is_ordered(parts: Sequence[Column]) -> bool:
    """Whether no number is above that of the next column."""
    return all(
        low.values[row][1] <= high.values[row][1]
        for low, high in pairwise(parts)
        for row in low.values.keys() & high.values.keys()
    )


def _joined(ends: dict[str, int], read: dict[int, Column], unit: str) -> Column:
    """One column of ranges; the best score is the middle where none is stated."""
    parts = {kind: read[column] for kind, column in ends.items()}
    lead = parts.get(LIKELY, parts[LOWER])
    remarks = [text for one in parts.values() for text in one.remarks]
    joined = Column(unit=unit, remarks=remarks)
    for row in [*lead.values, *lead.missing]:
        numbers = {kind: one.values[row][1] for kind, one in parts.items() if row in one.values}
        if LIKELY in numbers or len(numbers) == 2:
            best = numbers.get(LIKELY, sum(numbers.values()) / 2.0)
            joined.values[row] = numbers.get(LOWER, best), best, numbers.get(UPPER, best)
        else:
            joined.missing.append(row)
    for one in parts.values():
        joined.wrong.update(one.wrong)
    return joined


def ask_about_periods(found: Findings, columns: list[int]) -> None:
    """Ask which of several years, or of plan and fact, of one indicator counts."""
    for members in _at_several_times({column: found.labels[column] for column in columns}):
        if all(map(found.is_kept, members)):
            continue
        drop, keep = _options(found, "drop", members[:-1]), _options(found, "keep", members)
        found.defects.note(
            found.grid.name,
            None,
            _place(found, members),
            f"{_names(found, members)}: one indicator at different times, or planned and actual",
            f"one of them, as with {drop}; or {keep} if each is a criterion",
        )


def doubt_times_in_rows(found: Findings, rows: Sequence[int]) -> None:
    """Alternatives that are one thing at several times, or planned and actual, are doubtful."""
    labels = {row: found.label(row) for row in rows}
    for members in _at_several_times(labels):
        if not all(among(found.answers.keep, labels[row]) for row in members):
            names = ", ".join(repr(labels[row]) for row in members[:4])
            more = f" and {len(members) - 4} more" if len(members) > 4 else ""
            found.doubts.append(
                f"{names}{more} look like one alternative at several times, or planned and actual; "
                f"if they are not to be compared: --transpose, or --drop {labels[members[0]]!r}"
            )


def _at_several_times(labels: Mapping[int, str]) -> list[list[int]]:
    """Rows or columns that have one name but for a period, or for plan and fact."""
    together: dict[str, list[int]] = {}
    for place, label in labels.items():
        name, kind = label, ""
        while (part := variant_in_label(unit_in_label(name)[0]))[1] in {PERIOD, STATE}:
            name, kind = part
        if kind:
            together.setdefault(name.casefold(), []).append(place)
    return [members for members in together.values() if len(members) > 1]


def _options(found: Findings, option: str, columns: Sequence[int]) -> str:
    labels = dict.fromkeys(found.labels[column] for column in columns)
    return " ".join(f"--{option} {label!r}" for label in labels)


def _place(found: Findings, columns: Sequence[int]) -> str:
    return ", ".join(found.grid.column_name(column) for column in columns)


def _names(found: Findings, columns: Sequence[int]) -> str:
    return ", ".join(repr(found.labels[column]) for column in columns)
