"""Tables and files: every result as CSV, JSON, Markdown, LaTeX or a workbook."""

from .as_json import to_json
from .markup import to_latex, to_markdown
from .plain_cells import to_csv
from .workbook import export

__all__ = [
    "export",
    "to_csv",
    "to_json",
    "to_latex",
    "to_markdown",
]
