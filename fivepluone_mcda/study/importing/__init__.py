"""From a spreadsheet, or the example, to a problem or the files of a new study folder."""

from .new_study import new_study
from .read_table import describe_table, read_table
from .table_reading import TableReading

__all__ = ["TableReading", "describe_table", "new_study", "read_table"]
