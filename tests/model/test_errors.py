"""How the defects of a study folder are put into words."""

from __future__ import annotations

from fivepluone_mcda import Defect, StudyError

ALMATY, MEND = "'Almaty'", "expected 'Astana'"


def defect(row: int | None, found: str = ALMATY) -> Defect:
    return Defect("scores.csv", row, "alternative", found, "'Astana'")


def test_defects_that_differ_in_their_row_share_a_line() -> None:
    rows = [2, 3, 4, 9, 10, 12]
    defects = [*map(defect, rows), defect(5, "'Osh'"), defect(None)]
    error = StudyError("mine", defects)
    assert error.defects == tuple(defects)
    assert error.lines == (
        f"scores.csv, lines 2 to 4, 9, 10, 12, alternative: found {ALMATY} (6 rows); {MEND}",
        f"scores.csv, line 5, alternative: found 'Osh'; {MEND}",
        f"scores.csv, alternative: found {ALMATY}; {MEND}",
    )
    assert str(error).splitlines() == ["mine: 8 defects", *(f"  {line}" for line in error.lines)]


def test_a_line_and_a_message_are_of_a_readable_length() -> None:
    spread = StudyError("mine", [defect(row) for row in range(0, 100, 2)])
    assert spread.lines[0].startswith("scores.csv, lines 0, 2, 4, 6, 8, 10, ..., alternative: ")
    assert "(50 rows)" in spread.lines[0]
    many = StudyError("mine", [defect(row, str(row % 30)) for row in range(90)])
    assert len(many.lines) == 30
    assert str(many).splitlines()[-1] == "  ... and 30 more (see .defects)"
