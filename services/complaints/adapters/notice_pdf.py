"""A published list as the notice at the gate: PDF with a QR code, set by Typst."""

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from shared.errors import Unavailable
from shared.words import N_

SETTING = Path(__file__).with_name("notice_setting.py")
MOST_SECONDS = 20.0
CHINESE = (
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
)


def notice_pdf(
    told: Mapping[str, Any],
    *,
    families: frozenset[str] | None = None,
    seconds: float = MOST_SECONDS,
) -> bytes:
    """Return the notice as PDF.

    Args:
        told: texts by name, `rows` and `qr` (an SVG); plain JSON, never read as markup.
        families: fonts that are there; those of the machine where not given.
        seconds: how long it may take; the process that sets it is stopped then.

    Raises:
        Unavailable: no font with Chinese characters is installed, or the time is over.
    """
    there = installed() if families is None else families
    font = next((each for each in CHINESE if each in there), None)
    if font is None:
        raise Unavailable(
            N_("服务器没有安装中文字体，不能生成 PDF；请打印网页，或请管理员安装 fonts-noto-cjk")
        )
    text = json.dumps({**told, "font": font}, ensure_ascii=False)
    try:
        made = subprocess.run(  # noqa: S603 - our own file; what is told comes by its standard input
            [sys.executable, str(SETTING)],
            input=text.encode(),
            stdout=subprocess.PIPE,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired as late:
        raise Unavailable(
            N_("这份清单太长，没有在时限内生成 PDF；请打印网页，或者下载 XLSX")
        ) from late
    return made.stdout


@cache
def installed() -> frozenset[str]:
    """Return the families of the fonts of this machine, looked up once a process."""
    return frozenset(typst.Fonts(include_embedded_fonts=False).families())
