"""Data inside a page of HTML, safe whatever the labels of a study hold."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
"""None of these stands in JSON but inside a string, where its escape means the same."""


def json_block(data: Any) -> Markup:
    r"""The data as JSON that can stand inside ``<script type="application/json">``.

    Parameters
    ----------
    data : dict, list, str, number, bool or None
        Plain data. Floats are written with the digits that give the same float back.

    Returns
    -------
    Markup
        Text that a template does not escape again: no label can end the element or begin
        another one.

    Raises
    ------
    ValueError
        If a number is NaN or infinite, which JSON cannot hold.

    Examples
    --------
    >>> print(json_block({"label": "</script>", "weight": 0.1}))
    {"label":"\u003c/script\u003e","weight":0.1}
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.translate(ESCAPES))  # noqa: S704  (escaped in the line above)
