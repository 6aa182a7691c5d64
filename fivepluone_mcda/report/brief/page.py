"""A brief as one HTML page that prints on one sheet of A4."""

from __future__ import annotations

from ...analysis import Analysis
from ...narrative.summary import picture_sentence
from ..picture import as_source
from . import headings
from .content import Content
from .picture import picture


def page(analysis: Analysis, content: Content) -> bytes:
    """The brief as ``.html``; it holds its picture and loads nothing."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(__package__, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    svg = picture(analysis, "svg")
    text = environment.get_template("page.html").render(
        brief=content,
        headings=headings,
        picture=None if svg is None else as_source(svg),
        shows=picture_sentence(analysis),
    )
    return text.encode("utf-8")
