"""Opens a bill by what it is: a table, a PDF with text, or a picture."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from services.complaints.adapters.list_files import open_list
from services.complaints.ports.bills import BillFile
from shared.errors import Malformed, TooLarge
from shared.words import N_

MOST_BYTES = 5 * 1024 * 1024
MOST_PAGES = 30
_MOST_TEXT = 500_000
_LEAST_TEXT = 8
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_BROKEN = N_("PDF 已损坏，读不出来；请重新下载，或者粘贴文字")


@contextmanager
def opened_bill(stream: BinaryIO, name: str) -> Iterator[BillFile]:
    """Yield the bill; the copy it is read from is gone afterwards.

    Raises:
        TooLarge: it is larger than a bill, or would become so.
        Malformed: it is no PDF, XLSX, XLS or CSV, is broken or has a password.
    """
    with TemporaryDirectory(prefix="bill-") as folder:
        path = Path(folder) / f"bill{Path(name).suffix[:8]}"
        with path.open("wb") as copy:
            shutil.copyfileobj(_Bounded(stream), copy)
        yield _opened(path)


class _Bounded:
    """A stream that may not go beyond what a bill has."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._left = MOST_BYTES

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        piece = self._stream.read(size)
        self._left -= len(piece)
        if self._left < 0:
            raise TooLarge(N_("账单文件超过 5 MB，请只留账单本身，或者粘贴文字"))
        return piece


def _opened(path: Path) -> BillFile:
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise Malformed(N_("文件是空的"))
    if head.startswith(_PICTURES):
        return BillFile(kind="scan")
    if b"%PDF-" in head:
        return _pdf(path)
    listed = open_list(path)
    return BillFile(kind=listed.kind, sheets=listed.sheets)


def _pdf(path: Path) -> BillFile:
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Malformed(N_("PDF 有密码；请去掉密码，或者粘贴文字"))
        if len(reader.pages) > MOST_PAGES:
            raise TooLarge(N_("PDF 超过 30 页，请只留账单的几页"))
        pages = tuple(_pages(reader))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as problem:
        raise Malformed(_BROKEN) from problem
    except (IndexError, RecursionError, NotImplementedError, AssertionError) as problem:
        raise Malformed(_BROKEN) from problem
    written = sum(len("".join(each.split())) for each in pages)
    return BillFile(kind="pdf", pages=pages) if written >= _LEAST_TEXT else BillFile(kind="scan")


def _pages(reader: PdfReader) -> Iterator[str]:
    left = _MOST_TEXT
    for page in reader.pages:
        text = page.extract_text()
        left -= len(text)
        if left < 0:
            raise TooLarge(N_("PDF 的文字太多，不像一份账单"))
        yield text
