"""Opens a list of charges by what it is, not by what its name says."""

import hashlib
from pathlib import Path

from services.complaints.adapters.list_text import open_text
from services.complaints.adapters.list_workbook import open_workbook
from services.complaints.ports.lists import ListFile
from shared.errors import Malformed, NotFound, TooLarge
from shared.words import N_

MOST_BYTES = 64 * 1024 * 1024
_PIECE = 1024 * 1024
_OTHER_FILES = (
    (b"%PDF", N_("这是 PDF，不是表格；请把表格另存为 XLSX 或 CSV 再导入")),
    (b"\x89PNG", N_("这是图片，不是表格；请把表格录成 XLSX 或 CSV 再导入")),
    (b"\xff\xd8\xff", N_("这是图片，不是表格；请把表格录成 XLSX 或 CSV 再导入")),
    (b"Rar!", N_("这是压缩包；请解压后逐个导入其中的表格")),
    (b"\x1f\x8b", N_("这是压缩包；请解压后逐个导入其中的表格")),
)
_PAGES = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def open_list(path: Path) -> ListFile:
    """Return the file's sheets, to be read once.

    Raises:
        NotFound: there is no such file.
        TooLarge: it is larger than is read at once, or would become so.
        Malformed: it is no CSV, XLSX or XLS, or is broken; the text says what to do.
    """
    digest = _digest(path)
    with path.open("rb") as file:
        head = file.read(512)
    for start, message in _OTHER_FILES:
        if head.startswith(start):
            raise Malformed(message)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        raise Malformed(N_("这是网页，不是表格；请用表格软件打开，另存为 XLSX 再导入"))
    if head.startswith((_ZIP, _OLE)):
        return open_workbook(path, digest=digest, is_zip=head.startswith(_ZIP))
    return open_text(path, digest=digest)


def _digest(path: Path) -> str:
    told = hashlib.sha256()
    size = 0
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                if size > MOST_BYTES:
                    raise TooLarge(N_("文件超过 64 MB，请分成几个文件导入"))
                told.update(piece)
    except OSError as problem:
        raise NotFound(N_("打不开这个文件，请检查路径和权限")) from problem
    if not size:
        raise Malformed(N_("文件是空的"))
    return told.hexdigest()
