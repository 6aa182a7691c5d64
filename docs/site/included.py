"""Takes parts of other files of the project into a page, so that nothing is said twice.

``<!-- include README.md -->`` stands for what the file says before its first section, its title
left out; ``<!-- include README.md: What if -->`` for one section without its heading, and
``<!-- include README.md: all -->`` for all but the title.
"""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import Any

ROOT = Path(__file__).parents[2]
INCLUDE = re.compile(r"^<!-- include (\S+?)(?:: (.+))? -->$", re.M)
FENCE = re.compile(r"^```(\w+) (\S+\.\w+)$", re.M)
LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|#)([^)#]+)([^)]*)\)")

PAGES = {
    "criteria/README.md": "docs/study-folder.md",
    "notebooks": "docs/notebooks/01_from_paper_to_ranking.md",
}
"""Where the site shows what stands outside its folder."""


def section(text: str, heading: str | None) -> str:
    """What stands under a heading, down to the next one of its level."""
    if heading is None:
        return re.split(r"^## ", text, maxsplit=1, flags=re.M)[0].partition("\n")[2].strip()
    if heading == "all":
        return text.partition("\n")[2].strip()
    found = re.search(rf"^(#+) {re.escape(heading)}$\n", text, re.M)
    if not found:
        raise ValueError(f"no heading {heading!r} to be included")
    rest = text[found.end() :]
    return re.split(rf"^#{{1,{len(found[1])}}} ", rest, maxsplit=1, flags=re.M)[0].strip()


def relinked(text: str, source: str, page: str) -> str:
    """The text of one file of the project with links that hold on a page of the site."""

    def link(found: re.Match[str]) -> str:
        words, target, anchor = found.groups()
        path = normpath(join(dirname(source), target))
        path = PAGES.get(path, path)
        if path.startswith("docs/"):
            return f"[{words}]({relpath(path, dirname(page))}{anchor})"
        return f"`{words}`" if words == target else words

    return LINK.sub(link, text)


def included(text: str, page: str) -> str:
    """The text of a page with what it includes, all links made to hold there."""

    def part(found: re.Match[str]) -> str:
        file, heading = found.groups()
        return relinked(section((ROOT / file).read_text("utf-8"), heading), file, page)

    whole = INCLUDE.sub(part, relinked(text, page, page))
    return FENCE.sub(r'```\1 title="\2"', whole)  # the file in which a block belongs


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Include before anything else is made of a page."""
    return included(markdown, f"docs/{page.file.src_uri}")
