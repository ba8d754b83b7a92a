"""What a reporter must be able to trust us with, in many writings, and how to find it again."""

from dataclasses import dataclass

from services.complaints.adapters.character_map import load_folding
from shared.principal import Principal, Role

NAME = "欧阳芷若"
PHONE = "13912348765"
EMAIL = "zhiruo.ouyang@haian-cargo.example"
ADDRESS = "海阳市凤城街道滨海路77号3单元501"
COMPANY = "海阳砚舟国际货运代理有限公司"
USCC = "91370687MA3WXY7K2D"
CARD_OF_IDENTITY = "370687199003072345"
BANK_CARD = "6222021304001234561"
SUB = "ouyang.zhiruo"

REPORTER = Principal(
    sub=SUB,
    name=NAME,
    role=Role.ENTERPRISE,
    uscc=USCC,
    city="haiyang",
    email=EMAIL,
    organisation=COMPANY,
)
CONTACT = {"name": NAME, "phone": PHONE, "email": EMAIL, "address": ADDRESS}

_ALL = (NAME, PHONE, EMAIL, ADDRESS, COMPANY, USCC, CARD_OF_IDENTITY, BANK_CARD)
_NUMBERS = (PHONE, USCC, CARD_OF_IDENTITY, BANK_CARD)
_IN_WORDS = str.maketrans("0123456789", "零一二三四五六七八九")
_FORMAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
_TRADITIONAL = str.maketrans("欧阳国货运号", "歐陽國貨運號")
_FOLDING = load_folding()


def full_width(text: str) -> str:
    """Return the text with every ASCII character as wide as a Chinese one."""
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


def grouped(text: str) -> str:
    """Return the text in groups of four, as on a card."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def spaced(text: str) -> str:
    """Return the text with a blank after every character."""
    return " ".join(text)


def plain_writing() -> str:
    """Return everything as one would type it."""
    return "，".join(_ALL)


def wide_writing() -> str:
    """Return everything in full width and traditional characters."""
    return "，".join(full_width(each).translate(_TRADITIONAL) for each in _ALL)


def loose_writing() -> str:
    """Return everything with blanks inside."""
    loose = [spaced(NAME), spaced(COMPANY), *(grouped(each) for each in _NUMBERS)]
    return "，".join([*loose, "zhiruo.ouyang @ haian-cargo . example"])


def numeral_writing() -> str:
    """Return the numbers in Chinese numerals."""
    numerals = [each.translate(_IN_WORDS) for each in _NUMBERS]
    return "，".join([*numerals, PHONE.translate(_FORMAL), ADDRESS.translate(_IN_WORDS)])


WRITINGS = (plain_writing(), wide_writing(), loose_writing(), numeral_writing())
EVERYTHING = "\n".join(
    [
        "我叫" + plain_writing(),
        "联系 " + wide_writing(),
        "电话 " + loose_writing() + "。" + spaced(PHONE),
        numeral_writing() + "。",
    ]
)


@dataclass(frozen=True)
class _Trace:
    """A part of a secret that nothing else contains, as it is once folded."""

    of: str
    letters: str = ""
    digits: str = ""


_TRACES = (
    _Trace("name", letters=NAME),
    _Trace("given name", letters="芷若"),
    _Trace("user name", letters="ouyangzhiruo"),
    _Trace("mailbox", letters="zhiruoouyang"),
    _Trace("mail host", letters="haiancargo"),
    _Trace("company", letters="砚舟"),
    _Trace("phone", digits="13912348765"),
    _Trace("address", digits="滨海路77"),
    _Trace("credit code", digits="ma3wxy7k2d"),
    _Trace("identity card", digits="199003072345"),
    _Trace("bank card", digits="21304001234561"),
)


def found_in(text: str) -> list[str]:
    """Return which secrets a text tells, in whatever writing."""
    folded = _FOLDING.fold(text)
    letters, digits = folded.joined().text, folded.numerals().joined().text
    return [
        trace.of
        for trace in _TRACES
        if (trace.letters and trace.letters in letters) or (trace.digits and trace.digits in digits)
    ]
