"""The page put together: sections computed one after the other, one file written whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from pathlib import Path

from markupsafe import Markup

from ..analysis import Analysis
from ..export.atomic_write import check_target, write_atomically
from ..export.html_page import asset, json_block, script_hash
from ..methods.registry import MethodLike
from ..model.text import counted, number, percent, signed
from ..narrative.setting import method_words, too_large_sentence
from ..study import Study
from ..study.study import expect_study
from . import (
    evidence,
    explorer,
    panel,
    provenance,
    ranking,
    rivals,
    robustness,
    scenarios,
    source,
    swot,
    themes,
    weights,
)
from .answer import answer
from .explorer import explorer_data
from .numbers import Finding

Maker = Callable[[Analysis], Finding]

SECTIONS: dict[str, list[tuple[str, str, Maker]]] = {
    "The result": [
        ("ranking", "Ranking", ranking.ranking),
        ("themes", "Themes", themes.themes),
        ("rivals", "The other alternatives", rivals.rivals),
        ("scenarios", "Scenarios", scenarios.scenarios),
        ("explorer", "Try other weights", explorer.explorer),
    ],
    "How robust it is": [
        ("moves", "Changes of weights", robustness.moves),
        ("draws", "Weights drawn at random", robustness.draws),
        ("scores", "Single scores", robustness.scores),
        ("coders", "Coders", robustness.coders),
        ("methods", "Other methods", robustness.methods),
    ],
    "What it rests on": [
        ("evidence", "Scores and evidence", evidence.evidence),
        ("weights", "Weights", weights.weights),
        ("panel", "The panel", panel.panel),
        ("swot", "Strengths and weaknesses", swot.swot),
        ("source", "What the source says", source.source),
        ("provenance", "How it was made", provenance.provenance),
    ],
}
"""The sections by group, in the order of the page: id (also of the template), title, maker."""


def report(
    study: Study,
    path: str | os.PathLike[str],
    profile: str | None = None,
    scenario: str | None = None,
    method: MethodLike | None = None,
    progress: bool = False,
    set_weights: Mapping[str, float] | None = None,
) -> Path:
    """Write the report of a study: one HTML file that holds everything and loads nothing.

    It says who comes first and when another alternative would; shows every score with the codes,
    places and paraphrases behind it; the weights and where they come from; how robust the result
    is; how the numbers were made and what they cannot show. An explorer in the page ranks the
    study under any weights. What a study does not have is left out, and named at the end. The
    same study gives the same file, byte for byte.

    Parameters
    ----------
    study : Study
        The study.
    path : path
        The file, ``*.html``; what is there is replaced.
    profile : str, optional
        The weight profile; the default one when left out.
    scenario : str, optional
        The scenario in which the study is reported; none when left out.
    method : str or callable, optional
        As in `rank`; the study's own when left out.
    progress : bool
        Whether a terminal shows a progress bar.
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

    Examples
    --------
    >>> import tempfile, fivepluone_mcda as fp
    >>> from fivepluone_mcda.report import report
    >>> folder = Path(tempfile.mkdtemp())
    >>> mine = fp.load(fp.new_study(folder / "mine"))
    >>> report(mine, folder / "report.html").name
    'report.html'
    """
    expect_study(study)
    check_target(path, ".html", ".htm")
    analysis = Analysis(study, profile, scenario, method, set_weights)
    findings = _findings(analysis, progress)
    return write_atomically(path, _page(analysis, findings).encode("utf-8"))


def _findings(analysis: Analysis, progress: bool) -> dict[str, Finding]:
    """What each section shows, with a progress bar on a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    makers = [("answer", "Result", answer), *chain.from_iterable(SECTIONS.values())]
    findings: dict[str, Finding] = {}
    with Progress(
        console=console, transient=True, disable=not (progress and console.is_terminal)
    ) as bar:
        task = bar.add_task("", total=len(makers))
        for name, title, make in makers:
            bar.update(task, description=title)
            findings[name] = make(analysis)
            bar.advance(task)
    return findings


def _page(analysis: Analysis, findings: dict[str, Finding]) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    study = analysis.study
    environment = Environment(
        loader=PackageLoader(__package__, "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "counted": counted,
        "heading": lambda text: _prose(text).removesuffix("."),
        "number": number,
        "percent": percent,
        "prose": _prose,
        "signed": signed,
    }
    scripts = [_asset("page.js"), _explorer_script()]
    found = {name: one for name, one in findings.items() if not isinstance(one, str)}
    missing = [one for one in findings.values() if isinstance(one, str) and one]
    large = too_large_sentence(analysis)
    case = study.scenario_table[analysis.scenario] if analysis.scenario is not None else None
    return environment.get_template("page.html").render(
        study=study,
        profile=analysis.profile,
        scenario=case,
        method=method_words(analysis),
        set_weights=analysis.set_weights,
        winner=analysis.winner,
        groups={
            group: [(name, title) for name, title, _ in sections if name in found]
            for group, sections in SECTIONS.items()
        },
        found=found,
        missing=[*missing, large] if large else missing,
        explorer_json=json_block(explorer_data(analysis)),
        styles=[_asset("page.css"), _asset("explorer.css")],
        scripts=scripts,
        hashes=[script_hash(script) for script in scripts],
        version=version("fivepluone_mcda"),
    )


def _prose(text: str) -> str:
    """A sentence whose percentages are not broken across lines."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


def _asset(*place: str) -> Markup:
    return asset(__package__, "assets", *place)


def _explorer_script() -> Markup:
    folder = files(__package__).joinpath("assets", "explorer")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".js"))
    return Markup("\n").join(_asset("explorer", name) for name in names)
