"""Writes the help of every command in place of ``<!-- commands -->``."""

from __future__ import annotations

from typing import Any

import click

from fivepluone_mcda.cli.app import COMMANDS, app


def helps() -> str:
    """The help of every command, as it is shown on a terminal."""
    parts = []
    for name in COMMANDS:
        command = app.get_command(click.Context(app), name)
        context = click.Context(
            command, info_name=f"fivepluone-mcda {name}", terminal_width=80, max_content_width=80
        )
        parts.append(f"## {name}\n\n```text\n{command.get_help(context)}\n```")
    return "\n\n".join(parts)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the help in its place."""
    marker = "<!-- commands -->"
    return markdown.replace(marker, helps()) if marker in markdown else markdown
