"""Texts of a message: bytes in any charset, encoded words of headers, HTML without its marks."""

import binascii
import re
from base64 import b64decode
from html.parser import HTMLParser
from quopri import decodestring

_WORD = re.compile(r"=\?([\w.:-]+)(?:\*[\w-]+)?\?([bBqQ])\?([^?]*)\?=")
_CHINESE = frozenset({"gb2312", "gbk", "x-gbk", "cp936", "gb_2312-80", "gb18030"})
_LATIN = frozenset({"us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252"})
_BLOCKS = frozenset(
    {
        *("p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("table", "ul", "ol", "blockquote", "hr", "pre"),
    }
)
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_BLANKS = re.compile(r"[ \t\u00a0]+")
_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


def decoded(data: bytes, charset: str = "") -> tuple[str, bool]:
    """Return bytes as text, and whether all of them could be read.

    The charset a message claims is tried first, then what Chinese mail is written in.
    """
    claimed = charset.lower().strip("\"' ")
    for each in _candidates(claimed):
        try:
            return _printable(data.decode(each)), True
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return _printable(data.decode("gb18030", errors="replace")), False


def header_text(value: str) -> str:
    """Return a header in letters: its encoded words (RFC 2047) read, raw bytes decoded."""
    raw = value.encode("utf-8", errors="surrogateescape")
    plain = " ".join(decoded(raw)[0].split())
    pieces: list[str] = []
    at, charset, waiting = 0, "", b""
    for found in _WORD.finditer(plain):
        between = plain[at : found.start()]
        if waiting and (between.strip() or found[1].lower() != charset):
            pieces.append(decoded(waiting, charset)[0])
            waiting = b""
        if between.strip() or not pieces:
            pieces.append(between)
        charset, waiting = found[1].lower(), waiting + _unpacked(found[2], found[3])
        at = found.end()
    if waiting:
        pieces.append(decoded(waiting, charset)[0])
    return "".join([*pieces, plain[at:]]).strip()


def text_of_html(page: str) -> str:
    """Return what a reader would see of a page, a line for each block."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(reader.pieces).split("\n"))
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Collects what is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(" ".join(data.split("\n")))


def _candidates(claimed: str) -> tuple[str, ...]:
    """Return charsets to try; Latin letters come last, any bytes would do for them."""
    if claimed in _LATIN or not claimed:
        return ("utf-8", "gb18030", *([claimed] if claimed else []))
    return ("gb18030" if claimed in _CHINESE else claimed, "utf-8", "gb18030")


def _unpacked(kind: str, text: str) -> bytes:
    data = text.encode("utf-8", errors="replace")
    if kind in "qQ":
        return decodestring(data, header=True)
    try:
        return b64decode(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return data


def _printable(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in plain if each.isprintable() or each in "\n\t\u3000\u00a0")
