"""What a file is, told by its content; its name is not believed."""

import filetype

from shared.errors import FieldError, Invalid
from shared.words import N_

HEAD_BYTES = 8192
TAKEN = {
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/heic",
    "image/gif",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TEXT = "text/plain"
_LIKE_A_PROGRAM = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"PK\x03\x04",
)
_LIKE_A_PAGE = ("<!doctype", "<html", "<script", "<svg", "<?xml", "<?php", "<%")
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13}


def type_of(head: bytes) -> str:
    """Return the media type of a file that begins like this.

    Raises:
        Invalid: it is of no type that is taken, whatever its name says.
    """
    found = filetype.guess(head)
    if found is not None:
        if found.mime in TAKEN:
            return str(found.mime)
        raise refused()
    if _is_plain_text(head):
        return TEXT
    raise refused()


def refused() -> Invalid:
    """Return the refusal, which names what is taken."""
    message = N_("不收这种文件。可以上传 PDF、图片、Word、Excel 和纯文本（TXT、CSV）")
    return Invalid(message, errors=[FieldError("file", message)])


def _is_plain_text(head: bytes) -> bool:
    if not head or head.startswith(_LIKE_A_PROGRAM) or _CONTROL & set(head):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            text = head.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(head) - 4:
                continue
            text = head[: error.start].decode(encoding)
        return not text.lstrip("\ufeff \t\r\n").lower().startswith(_LIKE_A_PAGE)
    return False
