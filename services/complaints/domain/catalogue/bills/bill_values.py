"""Single values as bills write them; what is not sure is None with the reason."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from services.complaints.domain.catalogue.bills import read_line as why
from services.complaints.domain.catalogue.imports.list_dates import read_list_date
from services.complaints.domain.catalogue.imports.units import UnitWords

_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?"
_MONEY = re.compile(rf"(?:¥|rmb|cny|人民币)?\s*({_NUMBER})\s*(?:元|rmb|cny)?(?:整|正)?")
_FOREIGN = re.compile(r"\$|usd|eur|hkd|jpy|美元|港币|欧元|日元")
_SIZE = re.compile(
    r"(?:(\d{1,4})[x×*])?(20|40|45)\s*(?:'|’|′|尺|英尺|呎|ft|[a-z]{2})\s*[重空]?[柜箱]?"
)
_BARE_SIZE = re.compile(r"20|40|45")
_COUNTED = re.compile(rf"({_NUMBER})([^\d/.,¥%]{{1,6}})")
_PRICED = re.compile(rf"(?:¥|rmb|cny)?({_NUMBER})元?/([^\d/.,¥%]{{1,6}})")
_DATED = re.compile(r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}.{0,12}")
_MOST = Decimal(1_000_000_000)


@dataclass(frozen=True, kw_only=True, eq=False)
class BillWords:
    """What bills are read by.

    Args:
        columns: what → how its column may be headed.
        totals: how the sum of a bill is called; `subtotals` a sum within it.
        heads: what the head of a bill tells → how that is called there.
        fold: brings a text to one width, case and writing.
    """

    columns: Mapping[str, tuple[str, ...]]
    totals: tuple[str, ...]
    subtotals: tuple[str, ...]
    heads: Mapping[str, tuple[str, ...]]
    units: UnitWords
    fold: Callable[[str], str]
    roles: Mapping[str, str] = field(default_factory=dict)

    def role(self, title: str) -> str | None:
        """Return what a column so headed holds; None where nobody knows."""
        plain = "".join(self.fold(title).split())
        bare = re.sub(r"\([^()]*\)", "", plain)
        return self.roles.get(plain) or self.roles.get(bare)

    def unit(self, text: str) -> str | None:
        """Return the unit that a text names; one nobody knows is none."""
        folded = self.fold(text).strip("()/ ")
        read = self.units.read(folded)
        known = set(self.units.words) | {"box_call", "box_day", "ton_day", "nt_day", "nt_hour"}
        return read if read in known else None


def plain(text: str) -> str:
    """Return a text half-width, in small letters, without blanks at its ends."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def read_money(text: str) -> tuple[Decimal | None, str]:
    """Return an amount in CNY, or None and why not."""
    known = plain(text)
    if known.startswith("="):
        return None, why.IN_A_FORMULA
    if _FOREIGN.search(known):
        return None, why.FOREIGN_MONEY
    met = _MONEY.fullmatch(known)
    number = None if met is None else as_number(met[1])
    if number is None:
        return None, why.NOT_A_NUMBER
    return (None, why.NEGATIVE) if number < 0 else (number, "")


def as_number(text: str) -> Decimal | None:
    """Return what digits with separators mean; None beyond what a bill can hold."""
    number = Decimal(text.replace(",", ""))
    return number if abs(number) < _MOST else None


def read_day_of(text: str) -> date | None:
    """Return the day a text names; a number alone is none."""
    known = plain(text)
    return read_list_date(known) if _DATED.fullmatch(known) else None


def read_size(text: str, *, bare: bool) -> tuple[str, Decimal | None] | None:
    """Return the size of a box and how many, e.g. 2×40HQ; `bare`: whether 40 alone is a size."""
    known = plain(text)
    met = _SIZE.fullmatch(known)
    if met:
        return met[2], Decimal(met[1]) if met[1] and int(met[1]) else None
    return (known, None) if bare and _BARE_SIZE.fullmatch(known) else None


def read_counted(text: str, words: BillWords) -> tuple[Decimal, str] | None:
    """Return number and unit of a text such as 2箱."""
    return _with_unit(_COUNTED.fullmatch(plain(text)), words)


def read_priced(text: str, words: BillWords) -> tuple[Decimal, str] | None:
    """Return price and unit of a text such as 850元/箱."""
    return _with_unit(_PRICED.fullmatch(plain(text)), words)


def _with_unit(met: re.Match[str] | None, words: BillWords) -> tuple[Decimal, str] | None:
    if met is None:
        return None
    number, unit = as_number(met[1]), words.unit(met[2])
    return None if number is None or number <= 0 or not unit else (number, unit)
