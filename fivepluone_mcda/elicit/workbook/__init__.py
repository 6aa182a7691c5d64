"""The questionnaire as an Excel workbook, and the answers in a workbook that came back."""

from .read import answers_from_workbook
from .write import workbook

__all__ = ["answers_from_workbook", "workbook"]
