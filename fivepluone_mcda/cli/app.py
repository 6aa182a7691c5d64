"""The application: its commands, and one clear line for whatever goes wrong."""

from __future__ import annotations

import io
import os
import re
import sys

import click

from .. import __version__
from ..model import CriteriaError, StudyError
from ..model.text import escaped
from .brief import brief
from .check import check
from .collect import collect
from .export import export
from .new import new
from .panel import panel
from .questionnaire import questionnaire
from .rank import rank
from .report import report
from .robustness import robustness
from .scenarios import scenarios
from .sensitivity import sensitivity
from .stakeholders import stakeholders


class InOrder(click.Group):
    """A group of commands that are listed in the order of a piece of work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names of the commands."""
        return list(self.commands)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fivepluone-mcda")
def app() -> None:
    """Turn a qualitative comparison into a decision model that can be questioned."""


for command in (
    rank, sensitivity, robustness, scenarios, stakeholders, questionnaire, collect, panel, report,
    brief, export, check, new,
):  # fmt: skip
    app.add_command(command)


def main() -> None:
    """Run the command line: exit 0 when done, 2 on bad input or arguments, 130 on Ctrl-C."""
    _let_every_letter_out()
    try:
        status = app(prog_name="fivepluone-mcda", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        status = 2
    except click.UsageError as error:
        status = _fail(f"{error.format_message()}{_meant(error)}")
    except click.ClickException as error:
        status = _fail(error.format_message())
    except StudyError as error:
        status = _fail(_first_defect(error))
    except CriteriaError as error:
        status = _fail(str(error))
    except (KeyboardInterrupt, click.Abort):
        status = 130
    except BrokenPipeError:
        # Whoever read the output has gone; do not complain again when Python closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except OSError as error:
        status = _fail(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
    sys.exit(status or 0)


def _let_every_letter_out() -> None:
    """Write UTF-8 to files and pipes; on a terminal show ``?`` for a letter that it lacks.

    Windows would redirect output in the old code page of the country, which lacks most letters.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def _meant(error: click.UsageError) -> str:
    """What a study folder without its option was meant for."""
    extra = re.search(r"unexpected extra argument \((.+)\)", error.message)
    # A name that is too long is no folder and no error here.
    if extra is None or error.ctx is None or not os.path.isdir(extra[1]):  # noqa: PTH112
        return ""
    takes_one = any("--study" in one.opts for one in error.ctx.command.params)
    return f"; did you mean --study {extra[1]}?" if takes_one else ""


def _fail(message: str) -> int:
    click.echo(f"fivepluone-mcda: {escaped(' '.join(message.split()))}", err=True)
    return 2


def _first_defect(error: StudyError) -> str:
    first, count = error.defects[0], len(error.defects)
    more = "" if count == 1 else f" ({count} defects in all: fivepluone-mcda check shows them)"
    place = "" if first.file == error.folder else f"{error.folder}: "
    return f"{place}{first}{more}"
