"""The application: its commands, and one clear line for whatever goes wrong."""

from __future__ import annotations

import io
import os
import re
import sys
import warnings
from importlib import import_module

import click

from .. import __version__

COMMANDS = {
    "rank": "Rank the alternatives.",
    "sensitivity": "How far the weights can change.",
    "robustness": "How far scores, coders and the method can change.",
    "scenarios": "Who comes first if things change.",
    "stakeholders": "Who agrees with whom, and a compromise.",
    "questionnaire": "A page that experts fill in and send back.",
    "collect": "The answers that experts sent back, into the study.",
    "panel": "What a panel of experts answered.",
    "report": "One HTML file with everything.",
    "brief": "One or two pages for Word, as slides, or to print.",
    "export": "Every table in one Excel workbook.",
    "check": "What is wrong with a study folder.",
    "new": "A study folder to begin with.",
}
"""The commands, in the order of a piece of work, each in the module of its name."""


class Commands(click.Group):
    """Loads the module of a command when the command is used, so that the help comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """A command by its name."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f".{name}", __package__), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write a line for each command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fivepluone-mcda")
def app() -> None:
    """Turn a qualitative comparison into a decision model that can be questioned."""


def main() -> None:
    """Run the command line: exit 0 when done, 2 on bad input or arguments, 130 on Ctrl-C."""
    _let_every_letter_out()
    warnings.showwarning = _warn
    # NumPy reads it when it is loaded: to share such small products among threads only costs.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        status = app(prog_name="fivepluone-mcda", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        status = 2
    except click.UsageError as error:
        status = _fail(f"{error.format_message()}{_meant(error)}")
    except click.ClickException as error:
        status = _fail(error.format_message())
    except click.Abort:  # Ctrl-C; a closed pipe ends in click itself, quietly
        status = 130
    except OSError as error:
        status = _fail(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
    except ValueError as error:
        status = _fail(_found(error))
    sys.exit(status or 0)


def _let_every_letter_out() -> None:
    """Write UTF-8 to files and pipes; on a terminal show ``?`` for a letter that it lacks.

    Windows would redirect output in the old code page of the country, which lacks most letters.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def _warn(message: Warning | str, *_: object, **__: object) -> None:
    click.echo(f"Warning: {message}", err=True)


def _meant(error: click.UsageError) -> str:
    """What a study folder without its option was meant for."""
    extra = re.search(r"unexpected extra argument \((.+)\)", error.message)
    # A name that is too long is no folder and no error here.
    if extra is None or error.ctx is None or not os.path.isdir(extra[1]):  # noqa: PTH112
        return ""
    takes_one = any("--study" in one.opts for one in error.ctx.command.params)
    return f"; did you mean --study {extra[1]}?" if takes_one else ""


def _fail(message: str) -> int:
    from ..model.text import escaped

    click.echo(f"fivepluone-mcda: {escaped(' '.join(message.split()))}", err=True)
    return 2


def _found(error: ValueError) -> str:
    """What was found wrong with the input; any other error is raised again."""
    from ..model import CriteriaError, StudyError

    if not isinstance(error, CriteriaError):
        raise error
    if not isinstance(error, StudyError):
        return str(error)
    first, count = error.defects[0], len(error.defects)
    more = "" if count == 1 else f" ({count} defects in all: fivepluone-mcda check shows them)"
    place = "" if first.file == error.folder else f"{error.folder}: "
    return f"{place}{first}{more}"
