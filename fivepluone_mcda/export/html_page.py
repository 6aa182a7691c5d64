"""What self-contained HTML pages share: data that ends no element, scripts named by their hash."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Any

from markupsafe import Markup


def json_block(data: Any) -> str:
    """The data as JSON inside ``<script type="application/json">``, which no label can end."""
    from jinja2.utils import htmlsafe_json_dumps

    return htmlsafe_json_dumps(data, allow_nan=False, separators=(",", ":"))


def script_hash(script: str) -> str:
    """What a content security policy calls a script that may run."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def asset(package: str, *place: str) -> Markup:
    """A file of a package as it is: our own text, which needs no escaping."""
    return Markup(files(package).joinpath(*place).read_text("utf-8"))  # noqa: S704
