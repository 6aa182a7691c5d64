"""Zipped documents with one date, so that the same content gives the same bytes."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def with_date(content: bytes, day: date) -> bytes:
    """A ``.docx``, ``.pptx`` or ``.xlsx`` file with this date in place of the moments of writing.

    Workbooks inside it are changed as well. A date before 1980, which a zip file cannot state,
    becomes 1 January 1980.
    """
    moment = (*max(day, date(1980, 1, 1)).timetuple()[:3], 0, 0, 0)
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            blob = old.read(part)
            if part.filename.endswith(".xlsx"):
                blob = with_date(blob, day)
            elif part.filename == "docProps/core.xml":
                blob = STAMP.sub(rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode(), blob)
            entry = ZipInfo(part.filename, moment)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, blob)
    return made.getvalue()
