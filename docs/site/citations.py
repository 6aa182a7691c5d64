"""Takes the marks of numpydoc off references: ``.. [1]`` and ``[1]_`` become ``[1]``."""

from __future__ import annotations

import re
from typing import Any

MARKED = re.compile(r"\.\. (\[\d+\])|(\[\d+\])_")


def on_page_content(html: str, **_: Any) -> str:
    """Leave the number alone."""
    return MARKED.sub(r"\1\2", html)
