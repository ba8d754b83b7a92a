"""Departments and operators the notices name, how their names are written, who owns whom."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache

from services.complaints.domain.in_force import is_in_force

_NATION = "中华人民共和国"
_SAME = (
    ("市场监督管理", "市场监管"),
    ("发展和改革", "发展改革"),
    ("委员会", "委"),
    ("人民政府", "政府"),
    ("办公室", "办"),
)
_LEGAL_FORM = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|集团公司|公司)$")
_BRANCH = re.compile(r"分公司|办事处|驻|分局|分站|支队|大队|[所科处]$|窗口|现场|中心")
_OWN_CITY = re.compile(r"^市(?!场监管)")
_SHORTEST = 2


class Kind(StrEnum):
    """What a unit is: an authority of the city, an operator, an organ that reports upward, above.

    A body above 上级机关 reviews what those below answered, and is given no case.
    """

    AUTHORITY = "authority"
    OPERATOR = "operator"
    UPWARD = "upward"
    ABOVE = "above"


@dataclass(frozen=True, kw_only=True)
class City:
    """A city of the platform.

    Args:
        code: the letters case numbers begin with.
        port_office: id of the department that co-ordinates.
        notice: the number of its notice.
    """

    id: str
    zh: str
    en: str
    code: str
    port_office: str
    notice: str
    province: str


@dataclass(frozen=True, kw_only=True)
class Department:
    """A unit with its names and the time it exists.

    Args:
        kind_verified: false where the kind is known without a text that says so.
        aliases: other ways its name is written, in full.
        successor: id of the unit that took over; None while it exists or when nobody did.
        superior: id of the body above 上一级机关; None where the port office stands for it.
    """

    id: str
    zh: str
    en: str
    city: str
    kind: Kind
    kind_verified: bool
    uscc: str | None
    aliases: tuple[str, ...]
    successor: str | None
    effective_from: date
    effective_to: date | None
    superior: str | None = None

    def exists(self, on: date) -> bool:
        """Tell whether the unit exists on a day."""
        return is_in_force(self, on)

    def is_meant_by(self, typed: "TypedName") -> bool:
        """Tell whether a name as typed is this unit or a branch of it."""
        for own in (self.zh, *self.aliases):
            core = _core(own, typed.city.province, typed.city.zh)
            if len(core) < _SHORTEST:
                continue
            if typed.core == core:
                return True
            if typed.whole.startswith(core) and _BRANCH.search(typed.whole[len(core) :]):
                return True
        return False


@dataclass(frozen=True)
class TypedName:
    """A name as somebody typed it, in a city; read once, compared with many units."""

    name: str
    city: City

    @cached_property
    def whole(self) -> str:
        """The name in one writing, without the city's own name."""
        return _plain(self.name, self.city.province, self.city.zh)

    @cached_property
    def core(self) -> str:
        """The same without the legal form."""
        return _LEGAL_FORM.sub("", self.whole)


@dataclass(frozen=True, kw_only=True)
class Ownership:
    """One holds shares in the other; each is a department id, a credit code or a name."""

    owner: str
    owned: str
    effective_from: date
    effective_to: date | None

    def holds(self, on: date) -> bool:
        """Tell whether the shares are held on a day."""
        return is_in_force(self, on)


def owners_and_owned(starts: Sequence[str], shares: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Return everyone above and everyone below the given holders, themselves included.

    Args:
        starts: the holders to begin with.
        shares: (owner, owned), any order.
    """
    upward = _closure(starts, [(owned, owner) for owner, owned in shares])
    return upward | _closure(starts, shares)


def _closure(starts: Sequence[str], pairs: Sequence[tuple[str, str]]) -> frozenset[str]:
    found, waiting = set(starts), list(starts)
    while waiting:
        here = waiting.pop()
        for start, end in pairs:
            if start == here and end not in found:
                found.add(end)
                waiting.append(end)
    return frozenset(found)


@lru_cache(maxsize=4096)
def _core(own: str, province: str, city: str) -> str:
    """Return the core of a unit's own name; what people type is not kept."""
    return _LEGAL_FORM.sub("", _plain(own, province, city))


def _plain(name: str, province: str, city: str) -> str:
    kept = (each for each in unicodedata.normalize("NFKC", name) if each.isalnum())
    text = "".join(kept).lower().removeprefix(_NATION)
    text = text.removeprefix(f"{province}省").removeprefix(city)
    for written, short in _SAME:
        text = text.replace(written, short)
    return _OWN_CITY.sub("", text)
