"""Runs the code of the pages and renews the output shown there: ``python docs/outputs.py``.

The questionnaire of the shipped study, `questionnaire.html`, is renewed too.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any

import fivepluone_mcda as fp

FOLDER = Path(__file__).parent
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.M | re.S)
"""A block of code, and the output shown below it if there is one."""

WITH_FILES = "your-own-study.md"
"""A page whose code needs files that it tells the reader to make; a test compares its output."""

LONGEST = 88


def answer(code: str, names: dict[str, Any]) -> str:
    """What a notebook's cell would print and show."""
    body = ast.parse(code).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, []), "page", "exec"), names)  # noqa: S102 - the page's own
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "page", "eval"), names)  # noqa: S307
            if value is not None:
                print(repr(value))  # noqa: T201
    return printed.getvalue()


def renewed(text: str) -> str:
    """The text of a page with the output of its code as it is today."""
    names: dict[str, Any] = {}

    def block(found: re.Match[str]) -> str:
        code, shown = found.groups()
        output = answer(code, names)
        if shown is None or output.split() == shown.split():
            return found[0]
        lines = [
            textwrap.fill(line, LONGEST, break_on_hyphens=False) if len(line) > LONGEST else line
            for line in map(str.rstrip, output.rstrip().split("\n"))
        ]
        new = "\n".join(lines)
        return f"```python\n{code}```\n\n```text\n{new}\n```"

    return BLOCK.sub(block, text)


def main(names: list[str]) -> None:
    """Renew the named pages, or all that show output."""
    pages = [FOLDER / name for name in names] or sorted(FOLDER.glob("*.md"))
    for page in pages:
        text = page.read_text("utf-8")
        if "```text" not in text or page.name == WITH_FILES:
            continue
        with tempfile.TemporaryDirectory() as empty, contextlib.chdir(empty):
            new = renewed(text)
        if new != text:
            page.write_text(new, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
    fp.questionnaire(fp.load(), FOLDER / "questionnaire.html")
