"""A published list as the notice at the gate: PDF with a QR code, set by Typst."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from shared.errors import Unavailable
from shared.words import N_

TEMPLATE = Path(__file__).parents[1] / "templates" / "catalogue" / "lists" / "notice.typ"
CHINESE = (
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
)


def notice_pdf(told: Mapping[str, Any], *, families: frozenset[str] | None = None) -> bytes:
    """Return the notice as PDF.

    Args:
        told: texts by name, `rows` and `qr` (an SVG); plain JSON, never read as markup.
        families: fonts that are there; those of the machine where not given.

    Raises:
        Unavailable: no font with Chinese characters is installed.
    """
    there = installed() if families is None else families
    font = next((each for each in CHINESE if each in there), None)
    if font is None:
        raise Unavailable(
            N_("服务器没有安装中文字体，不能生成 PDF；请打印网页，或请管理员安装 fonts-noto-cjk")
        )
    text = json.dumps({**told, "font": font}, ensure_ascii=False)
    made = typst.compile(TEMPLATE.read_bytes(), format="pdf", sys_inputs={"told": text})
    if not isinstance(made, bytes):
        raise TypeError("one document makes one file")
    return made


@cache
def installed() -> frozenset[str]:
    """Return the families of the fonts of this machine, looked up once a process."""
    return frozenset(typst.Fonts(include_embedded_fonts=False).families())
