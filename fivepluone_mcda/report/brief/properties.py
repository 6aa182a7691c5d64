"""What a document says of itself in its properties."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from .content import Content


def describe(properties: Any, content: Content, day: date) -> None:
    """Fill the properties that Word and PowerPoint show, with fixed times."""
    properties.title = content.title[:255]
    properties.subject = content.headline[:255]
    properties.author = content.author[:255]
    properties.last_modified_by = properties.author
    properties.comments = content.imprint[-1]
    properties.keywords = "decision analysis"
    properties.language = "en-GB"
    properties.revision = 1
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
