"""Cuts a standard in prose into what it says, piece by piece; nothing may be left over."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from services.complaints.domain.catalogue.imports.units import UnitWords

_NUM = r"\d+(?:\.\d+)?"
_CNY = r"(?:(?:人民币|rmb|cny|¥)\s*)?"
_DAY = r"(?:天|日)"
_TYPES = r"(?:gp|dc|dv|hq|hc|rf|rh|tk|ot|fr)"
_TYPE_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("gp", "dc", "dv"), "GP"),
    **dict.fromkeys(("hq", "hc"), "HQ"),
    **dict.fromkeys(("rf", "rh"), "RF"),
    "tk": "TK",
    "ot": "OT",
    "fr": "FR",
}
_FIRST_GRADE = "一级危险货物"
_LONGEST = 400
_MOST_DAYS = 3660


class Kind(StrEnum):
    """What a piece of a standard says."""

    CONDITION = "condition"
    DAYS = "days"
    FREE_DAYS = "free_days"
    AFTER = "after"
    FREE = "free"
    MINIMUM = "minimum"
    CEILING = "ceiling"
    FLOOR = "floor"
    CEILING_BEFORE = "ceiling_before"
    FLOOR_BEFORE = "floor_before"
    MONEY = "money"
    UNIT = "unit"
    PER_SIZE = "per_size"
    INCH = "inch"
    FOREIGN = "foreign"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Token:
    """A piece: `text` as written; `first` and `last` hold what was read from it.

    Of a condition `first` holds one or more `key=value`, a space between.
    """

    kind: Kind
    text: str
    first: str = ""
    last: str = ""


_CONDITIONS = (
    ("direction", "both", r"进口?[/、和及]?出口"),
    ("direction", "import", r"进口"),
    ("direction", "export", r"出口"),
    ("trade", "both", r"内贸?[/、,和及]?外贸|外贸?[/、,和及]?内贸"),
    ("trade", "foreign", r"外贸"),
    ("trade", "domestic", r"内贸"),
    ("trade", "transit", r"(?:国际|国内)?中转"),
    (
        "cargo",
        "dangerous",
        r"(?:一级)?危险(?:品|货物)?(?:(?=[重空][箱柜])|[箱柜]?)|危[品货](?:箱|柜)?",
    ),
    ("cargo", "reefer", r"冷[藏冻](?:(?=[重空][箱柜])|[箱柜])|冻柜|冷[箱柜]"),
    ("cargo", "general", r"普通(?:(?=[重空][箱柜])|[箱柜])|普[箱柜货]|干货?[箱柜]|一般货物箱"),
    ("loaded", "true", r"重[箱柜]"),
    ("loaded", "false", r"[空吉][箱柜]"),
)
_RULES: tuple[tuple[Kind, str], ...] = (
    (Kind.FOREIGN, r"usd|us\$|\$|美[元金]|hkd|港[元币]|eur|欧元|€"),
    (Kind.INCH, r"\d+\s*英?寸"),
    (
        Kind.FREE_DAYS,
        rf"(?:免费期|免堆期|免费堆存期?|免费保管期?|免费|免堆)(?:为|:)?(?P<d>\d+)个?(?:自然)?{_DAY}",
    ),
    (Kind.DAYS, rf"第?(?P<a>\d+)(?:{_DAY})?[-~至到]第?(?P<b>\d+){_DAY}(?:\(含\)|含)?(?:以?内)?"),
    (Kind.DAYS, rf"第(?P<c>\d+){_DAY}(?:\(含\)|含)?(?:起|开始|及?以[上后]|及其以后|至提离)"),
    (Kind.DAYS, rf"(?P<e>\d+){_DAY}(?:\(含\)|含|及)以[上后]"),
    (Kind.DAYS, rf"超过(?P<f>\d+){_DAY}(?:后|以上|的?部分|的)?|(?P<g>\d+){_DAY}以?后"),
    (
        Kind.DAYS,
        rf"(?:前|首)(?P<h>\d+){_DAY}|(?P<i>\d+){_DAY}(?:\(含\)|含)?以?内|(?P<j>\d+){_DAY}(?=[/:]?免)",
    ),
    (Kind.AFTER, r"超出?免费期后?|超期后?|逾期后?|此后|之后|超过部分|超出部分"),
    (Kind.FREE, r"免费|免收|不收费|不计费"),
    (Kind.MINIMUM, r"最低(?:收费|计费|收取)?(?:标准|额)?(?:为|:|按)?|起步价(?:为|:)?"),
    (
        Kind.CEILING,
        r"(?:最高)?不(?:超过|高于|得超过)|最高(?:限价|收费)?(?:为|:)?|上限(?:为|:)?|≤|<=",
    ),
    (Kind.FLOOR, r"不低于|≥|>="),
    (
        Kind.PER_SIZE,
        rf"/(?P<size>20|40|45)(?:(?:英?尺|呎|['’′]|ft)(?P<pt1>{_TYPES})?|(?P<pt2>{_TYPES}))[箱柜]?",
    ),
    (
        Kind.CONDITION,
        rf"(?P<feet>20|40|45)\s*(?:(?:英?尺|呎|['’′]|ft|feet)\s*(?P<ct1>{_TYPES})?|(?P<ct2>{_TYPES}))"
        r"(?:标准|集装)?(?P<full>重|空)?[箱柜]?",
    ),
)
_AFTER_UNIT: tuple[tuple[Kind, str], ...] = (
    (
        Kind.MONEY,
        rf"{_CNY}(?P<low>{_NUM})\s*(?P<w1>万)?(?:元|块)?"
        rf"(?:\s*[-~至到]\s*{_CNY}(?P<high>{_NUM}))?\s*(?P<w2>万)?(?:元|块)?(?:人民币)?"
        r"(?![\d.]|\s*(?:天|日|英?尺|英?寸|年|小时))",
    ),
    (Kind.CEILING_BEFORE, r"以[内下]|封顶"),
    (Kind.FLOOR_BEFORE, r"起|以上"),
    (
        Kind.NOTHING,
        r"/(?=免|不收|cny|rmb|¥)|整|\(含税\)|收费标准|堆存保?管?费?|收取|收费|计收|计费|费率|标准|均为|按|为|的|即|部分|其中|[,;、。:\s|()]+",
    ),
)


class Scanner:
    """Cuts folded standards into tokens."""

    def __init__(self, units: UnitWords) -> None:
        self._units = units

    def scan(self, text: str) -> Iterator[Token]:
        """Yield the pieces in their order; what is not understood as one UNKNOWN."""
        text = _TIGHT.sub(r"\1", _joined_thousands(text[: 2 * _LONGEST].strip()))
        if len(text) > _LONGEST:
            yield Token(Kind.UNKNOWN, text)
            return
        place = 0
        while place < len(text):
            met = self._pattern.match(text, place)
            if met is None or met.end() == place:
                yield Token(Kind.UNKNOWN, text[place:])
                return
            yield self._token(met)
            place = met.end()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        word = f"(?:{self._units.pattern})"
        unit = (Kind.UNIT, rf"[/每](?P<unit>{word}(?:(?:[/·・*×]?每?|每){word}){{0,2}})")
        conditions = [
            (Kind.CONDITION, rf"(?P<{kind}_{value}>{rule})") for kind, value, rule in _CONDITIONS
        ]
        rules = [*_RULES, *conditions, unit, *_AFTER_UNIT]
        return re.compile(
            "|".join(f"(?P<k{at}_{kind.value}>{rule})" for at, (kind, rule) in enumerate(rules))
        )

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        names = self._pattern.groupindex
        return {
            name: Kind(name.partition("_")[2]) for name in names if re.fullmatch(r"k\d+_\w+", name)
        }

    def _token(self, met: re.Match[str]) -> Token:
        kind = self._kinds[met.lastgroup or ""]
        read = _VALUES.get(kind)
        if read is None:
            return Token(kind, met.group())
        told = {key: value for key, value in met.groupdict().items() if value is not None}
        return Token(kind, met.group(), *read(told))


def _days(told: dict[str, str]) -> tuple[str, str]:
    """Return first and last day, the last one empty for without end."""
    for key in "ce":
        if key in told:
            return told[key], ""
    for key in "fg":
        if key in told:
            return str(int(told[key][:5]) + 1), ""
    for key in "hij":
        if key in told:
            return "1", told[key]
    return told["a"], told["b"]


def _money(told: dict[str, str]) -> tuple[str, str]:
    high = told.get("high")
    wide = Decimal(10_000)
    times_low = wide if "w1" in told or (high and "w2" in told) else Decimal(1)
    low = Decimal(told["low"]) * (wide if "w2" in told and not high else times_low)
    return str(low), str(Decimal(high) * (wide if "w2" in told else Decimal(1))) if high else ""


def _condition(told: dict[str, str]) -> tuple[str, str]:
    if "feet" in told:
        size, kind_of_box = f"container={told['feet']}", _type_of(told, "ct1", "ct2")
        if kind_of_box:
            size = f"{size} container_type={kind_of_box}"
        return size, {"重": "true", "空": "false"}.get(told.get("full", ""), "")
    key = next(key for key in told if key.partition("_")[0] in _CONDITION_KINDS)
    kind, _, value = key.partition("_")
    if told[key].startswith("一级"):
        return f"{kind}={value} cargo_note={_FIRST_GRADE}", ""
    return f"{kind}={value}", ""


def _type_of(told: dict[str, str], *keys: str) -> str:
    return next((_TYPE_NAMES[told[key]] for key in keys if key in told), "")


_CONDITION_KINDS = frozenset(kind for kind, _, _ in _CONDITIONS)
_VALUES = {
    Kind.DAYS: _days,
    Kind.FREE_DAYS: lambda told: (told["d"], ""),
    Kind.MONEY: _money,
    Kind.UNIT: lambda told: (told["unit"], ""),
    Kind.PER_SIZE: lambda told: (told["size"], _type_of(told, "pt1", "pt2")),
    Kind.CONDITION: _condition,
}
_TIGHT = re.compile(r"\s*([/元·])\s*(?![^\S\n]*\d)")
_THOUSANDS = re.compile(
    r"(?<![\d.,])(\d{1,2}(?:,\d{3})+(?![\d,])|\d{1,3}(?:,\d{3}){2,}(?![\d,])|\d{3},\d{3}(?=\.\d))"
)


def _joined_thousands(text: str) -> str:
    """Return the text without separators of thousands; 190,200 may be two prices and stays."""
    return _THOUSANDS.sub(lambda met: met.group().replace(",", ""), text)


def condition_pattern() -> re.Pattern[str]:
    """Return a pattern for any word that says a price is for some boxes, goods or ways only."""
    told = [rule for _, value, rule in _CONDITIONS if value != "both"]
    return re.compile("|".join([*told, rf"(?<!\d)(?:20|40|45)\s*(?:英?尺|呎|['’′]|ft|{_TYPES})"]))
