"""The questionnaire as one HTML file that holds everything and loads nothing."""

from __future__ import annotations

import json
from importlib.metadata import version

from markupsafe import Markup

from ..export.html_page import asset, json_block, script_hash
from ..methods.consistency import random_index
from .form import Form

SCRIPTS = (
    "numbers", "order", "dom", "answers", "storage", "earlier", "about", "scores", "pairwise",
    "points", "ranking", "best_worst", "finish", "start",
)  # fmt: skip
"""The parts of the page's script, in the order in which they are put together."""


def page(form: Form) -> str:
    """The questionnaire as HTML, in the language of the form.

    Parameters
    ----------
    form : Form
        What is asked.

    Returns
    -------
    str
        The page. Its script may run because the page names its hash; nothing else may.

    Examples
    --------
    >>> import fivepluone_mcda as fp
    >>> from fivepluone_mcda.elicit import form_of
    >>> page(form_of(fp.load("grounds"), language="ru")).splitlines()[1]
    '<html lang="ru">'
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(__package__, "page"), autoescape=True, undefined=StrictUndefined
    )
    words = json.loads(_asset("words", f"{form.language}.json"))
    script = Markup("\n").join(_asset(f"{name}.js") for name in SCRIPTS)
    return environment.get_template("page.html").render(
        form=form,
        words=words,
        form_json=json_block(form.to_dict() | {"random_index": _random_indices(form)}),
        words_json=json_block(words),
        style=_asset("page.css"),
        script=script,
        script_hash=script_hash(script),
        version=version("fivepluone_mcda"),
    )


def _random_indices(form: Form) -> dict[int, list[float]]:
    """The random index of each size of group, by the number of judgements missing."""
    return {
        n: [random_index(n, missing) for missing in range((n - 1) * (n - 2) // 2 + 1)]
        for n in sorted({len(group.elements) for group in form.groups})
    }


def _asset(*place: str) -> Markup:
    return asset(__package__, "page", *place)
