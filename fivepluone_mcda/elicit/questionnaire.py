"""Writing a questionnaire that experts fill in and send back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ..export.atomic_write import check_target, write_atomically
from ..model import CriteriaError
from ..model.errors import listed
from ..model.text import counted
from ..study import Study
from .answers.files import Paths
from .form import PARTS, Form
from .form_of_study import form_of
from .page import page
from .second_round import FEWEST, replies, second_round


def questionnaire(
    study: Study,
    path: str | os.PathLike[str],
    parts: Sequence[str] = PARTS,
    panel: str | None = None,
    language: str = "en",
    *,
    importance: str = "pairwise",
    seed: int = 0,
    anonymous: bool = False,
    note: str = "",
    round: int = 1,  # noqa: A002 (what the method calls it)
    answers: Paths | None = None,
) -> Path:
    """Write a questionnaire about a study: one file for all respondents, to be sent by mail.

    In a later round (Delphi) every respondent gets a file of their own, which asks only what was
    disputed and shows the respondent's earlier answer beside the group's, without names.

    A page (``.html``) needs no network. It keeps the answers in the browser while somebody works,
    and saves them as a small file, which the respondent sends back and `collect` reads. A workbook
    (``.xlsx``) asks the same in Excel or LibreOffice, and is itself what is sent back.

    Parameters
    ----------
    study : Study
        What is asked about.
    path : path
        The file, ``*.html`` or ``*.xlsx``; what is there is replaced. In a later round a folder:
        each respondent's file is of the kind that came back.
    parts : sequence of str
        What is asked: ``scores`` of the alternatives, ``judgements`` of importance, or both.
    panel : str, optional
        The panel that the answers go to; ``experts`` when left out.
    language : {"en", "ru"}
        Language of the questionnaire's own words; the study's texts stay as they are.
    importance : {"pairwise", "swing", "points", "ranking", "best_worst"}
        How importance is asked: comparisons of two, points for the change from the worst to the
        best level (100 for the most valuable), 100 points to divide, ranks, or the most and the
        least important compared with all others.
    seed : int
        Decides the order of questions and pairs, together with a random number of the respondent.
    anonymous : bool
        Whether respondents are not asked who they are.
    note : str
        What you tell the respondents; shown at the beginning.
    round : int
        1, or the number of a later round.
    answers : path or sequence of paths, optional
        In a later round: all files of answers so far, or folders of them.

    Returns
    -------
    Path
        The file, or the folder.

    Raises
    ------
    CriteriaError
        If an argument is unknown, the name ends in something else, or the file cannot be put
        there; in a later round, if there are no answers, or none are disputed.

    Notes
    -----
    An item is disputed where five respondents or more answered it and the interquartile range of
    their answers is more than a quarter of the scale, or, of comparisons of two, the upper
    quartile more than 3 times the lower one. Points, ranks and best-worst comparisons are asked
    again by whole groups.

    Examples
    --------
    >>> import tempfile, fivepluone_mcda as fp
    >>> folder = Path(tempfile.mkdtemp())
    >>> fp.questionnaire(fp.load("grounds"), folder / "ask.html", importance="ranking").name
    'ask.html'
    """
    form = form_of(
        study,
        parts,
        panel,
        language,
        importance=importance,
        seed=seed,
        anonymous=anonymous,
        note=note,
        round=round,
    )
    if (round > 1) != (answers is not None):
        raise CriteriaError(
            f"round: found {round} {'without' if answers is None else 'with'} answers; expected "
            "answers of the earlier rounds from round 2 on"
        )
    if answers is not None:
        return _later_round(study, form, answers, Path(path))
    check_target(path, ".html", ".htm", ".xlsx")
    return write_atomically(path, _content(form, Path(path).suffix.lower()))


def _later_round(study: Study, form: Form, answers: Paths, folder: Path) -> Path:
    """A file for each respondent, in a folder."""
    given = replies(study, answers, form.panel)
    ways = set().union(*(one.ways for one in given))
    if "judgements" in form.parts and ways and form.importance not in ways:
        raise CriteriaError(
            f"importance: found {form.importance!r}; the answers state it by {listed(sorted(ways))}"
        )
    forms = second_round(form, given)
    if not forms:
        raise CriteriaError(
            f"answers: found no item that is disputed among {counted(len(given), 'respondent')} of "
            f"panel {form.panel!r}; expected one on which {FEWEST} answers or more differ by "
            "more than a quarter of the scale"
        )
    if folder.exists() and not folder.is_dir():
        raise CriteriaError(f"{folder}: found a file; expected a folder for the files of round 2")
    folder.mkdir(exist_ok=True)
    for one, own in forms:
        suffix = ".xlsx" if one.file.lower().endswith(".xlsx") else ".html"
        write_atomically(folder / f"{one.name}-round-{form.round}{suffix}", _content(own, suffix))
    return folder


def _content(form: Form, suffix: str) -> bytes:
    """The questionnaire in the form that a file's ending stands for."""
    if suffix != ".xlsx":
        return page(form).encode("utf-8")
    from .workbook import workbook  # openpyxl takes its time to load

    return workbook(form)
