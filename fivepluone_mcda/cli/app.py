"""The application: its commands, and one clear line for whatever goes wrong."""

from __future__ import annotations

import os
import sys

import click

from .. import __version__
from ..model import CriteriaError, StudyError
from .check import check
from .export import export
from .new import new
from .rank import rank
from .report import report
from .robustness import robustness
from .scenarios import scenarios
from .sensitivity import sensitivity
from .stakeholders import stakeholders

__all__ = ["app", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fivepluone-mcda")
def app() -> None:
    """Turn a qualitative comparison into a decision model that can be questioned."""


app.add_command(rank)
app.add_command(sensitivity)
app.add_command(robustness)
app.add_command(scenarios)
app.add_command(stakeholders)
app.add_command(report)
app.add_command(export)
app.add_command(check)
app.add_command(new)


def main() -> None:
    """Run the command line: exit 0 when done, 2 on bad input or arguments, 130 on Ctrl-C."""
    try:
        status = app(prog_name="fivepluone-mcda", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        status = 2
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


def _fail(message: str) -> int:
    click.echo(f"fivepluone-mcda: {' '.join(message.split())}", err=True)
    return 2


def _first_defect(error: StudyError) -> str:
    first, count = error.defects[0], len(error.defects)
    more = "" if count == 1 else f" ({count} defects in all: fivepluone-mcda check shows them)"
    place = "" if first.file == error.folder else f"{error.folder}: "
    return f"{place}{first}{more}"
