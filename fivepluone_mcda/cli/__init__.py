"""The command line, ``fivepluone-mcda``: one module a command."""

from .app import main

__all__ = ["main"]
