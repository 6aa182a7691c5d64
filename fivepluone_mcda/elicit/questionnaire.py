"""Writing a questionnaire that experts fill in and send back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ..export.atomic_write import check_target, write_atomically
from ..study import Study
from .form import PARTS, Form, form_of
from .page import page


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
) -> Path:
    """Write a questionnaire about a study: one file for all respondents, to be sent by mail.

    A page (``.html``) needs no network. It keeps the answers in the browser while somebody works,
    and saves them as a small file, which the respondent sends back and `collect` reads. A workbook
    (``.xlsx``) asks the same in Excel or LibreOffice, and is itself what is sent back.

    Parameters
    ----------
    study : Study
        What is asked about.
    path : path
        The file, ``*.html`` or ``*.xlsx``; what is there is replaced.
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

    Returns
    -------
    Path
        The file.

    Raises
    ------
    CriteriaError
        If an argument is unknown, the name ends in something else, or the file cannot be put
        there.

    Examples
    --------
    >>> import tempfile, fivepluone_mcda as fp
    >>> folder = Path(tempfile.mkdtemp())
    >>> fp.questionnaire(fp.load("grounds"), folder / "ask.html", importance="ranking").name
    'ask.html'
    """
    check_target(path, ".html", ".htm", ".xlsx")
    form = form_of(
        study,
        parts,
        panel,
        language,
        importance=importance,
        seed=seed,
        anonymous=anonymous,
        note=note,
    )
    return write_atomically(path, _content(form, Path(path).suffix.lower()))


def _content(form: Form, suffix: str) -> bytes:
    """The questionnaire in the form that a file's ending stands for."""
    if suffix != ".xlsx":
        return page(form).encode("utf-8")
    from .workbook import workbook  # openpyxl takes its time to load

    return workbook(form)
