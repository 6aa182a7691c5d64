"""What has changed in a study since a questionnaire was made, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .problems import Problems, found

KINDS = {"alternative": "alternative", "node": "criterion or group"}


class Version:
    """Which items of a study are still those that a file of answers is about.

    Parameters
    ----------
    hashes : mapping of str to str
        The hashes of the study's items, as `item_hashes` gives them.
    """

    def __init__(self, hashes: Mapping[str, str]) -> None:
        self.hashes = hashes
        self.changed: set[str] = set()

    def compare(self, data: Mapping[str, Any], problems: Problems) -> None:
        """Note what has changed since the questionnaire of a file of answers was made."""
        given = data.get("hashes")
        if not isinstance(given, dict) or not given:
            what = f"hashes: found {found(given)}, so that nobody can say what has changed since"
            problems.add("hashes", what, "compare the questions by hand; the answers are used")
            return
        self.changed = {key for key, own in self.hashes.items() if given.get(key, own) != own}
        for key in sorted(self.changed):
            suggestion = "ask about it again; or, if it means the same, put its old text back"
            problems.add(_item(key), "changed since the questionnaire was made", suggestion)
        for key in list(given)[:1000]:
            if key not in self.hashes:
                problems.add(_item(key), "no longer in the study", "answers on it are left out")
        for key in self.hashes:
            if key not in given:
                what = "added since the questionnaire was made"
                problems.add(_item(key), what, "ask about it with a new questionnaire")

    def is_current(self, *items: str) -> bool:
        """Whether none of the items has changed."""
        return self.changed.isdisjoint(items)


def _item(key: object) -> str:
    kind, _, name = str(key)[:100].partition(":")
    return f"{KINDS.get(kind, kind)} {name!r}"
