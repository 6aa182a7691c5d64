"""Turns formulas into MathML, which browsers show by themselves, without scripts or fonts."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from latex2mathml.converter import convert

FORMULA = re.compile(r'<(span|div) class="arithmatex">\\[(\[](.*?)\\[)\]]</\1>', re.S)


def on_page_content(html: str, **_: Any) -> str:
    """Replace what the formula extension has marked."""
    return FORMULA.sub(
        lambda found: convert(
            unescape(found[2]).strip(), display="block" if found[1] == "div" else "inline"
        ),
        html,
    )
