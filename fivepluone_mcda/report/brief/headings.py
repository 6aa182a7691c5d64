"""The headings of a brief, the same in every kind of file."""

from __future__ import annotations

JUDGEMENTS = "Who leads under which judgement"
DATA = "Three things to know about the data"
CHANGES = "What would change the result"
SOURCE = "Source"
