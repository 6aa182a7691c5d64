"""Results in words and files."""

from .as_json import from_json, to_json
from .basis import basis, percent
from .markup import to_latex, to_markdown
from .plain_cells import to_csv
from .workbook import export

__all__ = [
    "basis",
    "export",
    "from_json",
    "percent",
    "to_csv",
    "to_json",
    "to_latex",
    "to_markdown",
]
