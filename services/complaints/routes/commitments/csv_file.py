"""Figures as a CSV that a spreadsheet opens: no cell is a formula."""

import csv
from collections.abc import Sequence
from io import StringIO

from flask import Response

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, rows: Sequence[Sequence[str]]) -> Response:
    """Return rows, the header first, as a file to download."""
    out = StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        write.writerow([_plain(cell) for cell in row])
    response = Response("\ufeff" + out.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
