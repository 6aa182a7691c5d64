"""What a study.toml says in words of its own."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Texts:
    """The texts of a study; all but the title may be empty."""

    title: str = ""  # what is compared
    authors: str = ""  # who made the study
    source: str = ""  # the text that was coded
    coding: str = ""  # a remark on all numbers
    hypothesis: str = ""  # what the source expects
    limitations: str = ""  # which limits it states itself
    companion: str = ""  # the folder inside this one of another study of the same alternatives
    method: str = "topsis"  # by which it is ranked where nobody asks for another


TEXTS = tuple(field.name for field in fields(Texts))
"""Their names, as in study.toml."""
