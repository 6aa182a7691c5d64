"""The report: one page of HTML that holds a study's answer, its evidence and how far it holds."""

from .brief import brief
from .html import report

__all__ = ["brief", "report"]
