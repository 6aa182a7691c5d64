"""Results in words and files."""

from .basis import basis, percent
from .plain_cells import to_csv
from .workbook import export

__all__ = ["basis", "export", "percent", "to_csv"]
