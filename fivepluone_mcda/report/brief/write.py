"""The brief written: one function, three kinds of file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from ...analysis import Analysis
from ...export.atomic_write import check_target, write_atomically
from ...methods.registry import MethodLike
from ...study import Study
from ...study.study import expect_study
from .content import Content, content_of
from .document import document
from .page import page
from .slides import slides

Maker = Callable[[Analysis, Content], bytes]

MAKERS: dict[str, Maker] = {".docx": document, ".pptx": slides, ".html": page}
"""What makes a file of each ending."""


def brief(
    study: Study,
    path: str | os.PathLike[str],
    profile: str | None = None,
    scenario: str | None = None,
    method: MethodLike | None = None,
    set_weights: Mapping[str, float] | None = None,
) -> Path:
    """Write a summary of one or two pages for those who decide: Word, slides or one HTML page.

    It says who comes first and on which condition, shows it in a picture, and says who leads
    under which judgement, three things to know about the data, what would change the result,
    and date, authors and version. `report` has all the rest.

    Parameters
    ----------
    study : Study
        The study.
    path : path
        The file; what is there is replaced. Its ending says what it becomes: ``.docx`` (two
        pages at most), ``.pptx`` (six slides at most, with charts and tables that can be edited,
        and the full sentences and sources in the speaker notes) or ``.html`` (one page when it is
        printed; loads nothing).
    profile : str, optional
        The weight profile; the default one when left out.
    scenario : str, optional
        The scenario that the brief is about; none when left out.
    method : str or callable, optional
        As in `rank`; the study's own when left out.
    set_weights : mapping of str to float, optional
        Weights set by hand, by node of the criteria tree; all others change in proportion.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    CriteriaError
        If the name ends in something else, the file cannot be put there, or the method is not
        defined for the study.
    UnknownNameError
        If the profile, the scenario, the method or a node is unknown.

    Notes
    -----
    The date is today's, or that of the environment variable ``SOURCE_DATE_EPOCH``. The same study
    on the same date gives the same file, byte for byte.

    Examples
    --------
    >>> import tempfile, fivepluone_mcda as fp
    >>> folder = Path(tempfile.mkdtemp())
    >>> mine = fp.load(fp.new_study(folder / "mine"))
    >>> brief(mine, folder / "brief.docx").name
    'brief.docx'
    """
    expect_study(study)
    check_target(path, *MAKERS)
    analysis = Analysis(study, profile, scenario, method, set_weights)
    make = MAKERS[Path(path).suffix.lower()]
    return write_atomically(path, make(analysis, content_of(analysis)))
