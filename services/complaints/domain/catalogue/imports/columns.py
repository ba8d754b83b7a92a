"""Which column of a list holds what, recognised by its heading."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from services.complaints.domain.catalogue.imports.parsed import Conditions
from services.complaints.domain.catalogue.imports.price_prose import ProseReader
from services.complaints.domain.catalogue.imports.sheet_rows import ended

Cells = Sequence[str]
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST_HEADING = 40
_PRICE = "rate"
_NEEDED = 2


@dataclass(frozen=True)
class PriceColumn:
    """A column that holds prices, with what its heading says of them and the unit in it."""

    index: int
    conditions: Conditions
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """What the columns of a sheet hold.

    Args:
        roles: what → index of its column.
        prices: columns of prices; more than one where sizes have columns of their own.
        titles: index → heading as it is written, its lines joined.
        unknown: headings that are not recognised; their columns are kept as notes.
        rows: how many rows the heading takes.
    """

    roles: Mapping[str, int]
    prices: tuple[PriceColumn, ...]
    titles: Mapping[int, str]
    unknown: tuple[int, ...]
    rows: int = 1
    texts: frozenset[str] = field(default_factory=frozenset)
    lines: tuple[Cells, ...] = ()

    def repeated(self, cells: Cells) -> bool:
        """Return whether a row is the heading once more, as at the top of a printed page."""
        told = [each for each in cells if each]
        return len(told) >= _NEEDED and all(each in self.texts for each in told)

    def same(self, rows: Sequence[Cells]) -> bool:
        """Return whether rows that repeat the heading have every word where it stood."""
        return [ended(each) for each in rows] == [ended(each) for each in self.lines]


@dataclass(frozen=True, kw_only=True, eq=False)
class HeadingReader:
    """Recognises headings.

    Args:
        columns: what → how its column may be headed.
        chosen: heading as written → what, where a person corrected it; empty for “leave out”.
    """

    columns: Mapping[str, tuple[str, ...]]
    fold: Callable[[str], str]
    prose: ProseReader
    chosen: Mapping[str, str] = field(default_factory=dict)

    def find(self, rows: Sequence[Cells]) -> tuple[int, Heading] | None:
        """Return where the heading ends (index of the first row below it) and what it says.

        None where no row has an item and a price among its headings.
        """
        best: tuple[tuple[int, int], int, Heading] | None = None
        for at in range(len(rows)):
            for depth in (1, 2, 3):
                heading = self._heading(rows[at : at + depth])
                if heading and (best is None or _score(heading) > best[0]):
                    best = (_score(heading), at + depth, heading)
            if best and at >= best[1]:
                break
        return (best[1], best[2]) if best else None

    def likely(self, rows: Sequence[Cells]) -> tuple[str, ...]:
        """Return the texts of the row that most looks like a heading, where `find` finds none.

        A person can say what they head; two of them chosen make the row a heading.
        """
        texts = [tuple(dict.fromkeys(filter(self._may_head, each))) for each in rows]
        best = max(texts, key=len, default=())
        return best if len(best) >= _NEEDED else ()

    def _may_head(self, text: str) -> bool:
        plain = self._plain(text)
        return 0 < len(plain) <= _LONGEST_HEADING and not any(each.isdigit() for each in plain)

    def _heading(self, rows: Sequence[Cells]) -> Heading | None:
        lines = [self._folded(each) for each in rows]
        if not lines or not all(
            self._is_line(each, first=at == 0) for at, each in enumerate(lines)
        ):
            return None
        sources = self._spread(lines)
        width = max(map(len, lines))
        stacks = [_stack(lines, sources, at) for at in range(width)]
        roles: dict[str, int] = {}
        prices: list[PriceColumn] = []
        unknown: list[int] = []
        for at, stack in enumerate(stacks):
            self._sort(at, stack, roles, prices, unknown)
        if "item" not in roles or not (prices or {"price_min", "price_max"} & set(roles)):
            return None
        titles = {at: "".join(_stack(rows, sources, at)) for at in range(width) if stacks[at]}
        texts = frozenset(cell for line in rows for cell in line if cell)
        return Heading(
            roles=roles,
            prices=tuple(prices),
            titles=titles,
            unknown=tuple(unknown),
            rows=len(rows),
            texts=texts,
            lines=tuple(tuple(line) for line in rows),
        )

    def _spread(self, lines: list[list[str]]) -> list[dict[int, int]]:
        """Return, line by line, which column's text stands over a column.

        The heading of a price or a size stands over the columns right of it that have a text
        below and none of their own.
        """
        sources: list[dict[int, int]] = [{at: at for at, text in enumerate(lines[-1]) if text}]
        for upper in reversed(lines[:-1]):
            below, last = sources[0], -1
            over: dict[int, int] = {}
            for column in range(max(len(upper), max(below, default=-1) + 1)):
                if column < len(upper) and upper[column]:
                    last = column
                    over[column] = column
                elif column in below and last >= 0 and self._is_wide(upper[last]):
                    over[column] = last
            sources.insert(0, over)
        return sources

    def _is_wide(self, text: str) -> bool:
        return self._role(text) == _PRICE or self._is_size(text)

    def _sort(
        self,
        at: int,
        stack: Cells,
        roles: dict[str, int],
        prices: list[PriceColumn],
        unknown: list[int],
    ) -> None:
        if not stack:
            return
        role = self._role("".join(stack)) or self._role(stack[-1])
        price = self._price(at, stack) if role in (None, _PRICE, "price_max", "price_min") else None
        if price and role not in ("price_max", "price_min"):
            prices.append(price)
        elif role and role not in roles:
            roles[role] = at
        else:
            unknown.append(at)

    def _price(self, at: int, stack: Cells) -> PriceColumn | None:
        """Return the column as one of prices: headed so, or by a size under such a heading."""
        is_rate = any(self._role(each) == _PRICE for each in (*stack, "".join(stack)))
        inner = [each for each in stack if self._role(each) != _PRICE]
        text = "".join(_sized(_IN_BRACKETS.sub("", each)) for each in inner)
        if not inner and is_rate:
            return PriceColumn(at, Conditions(), self._unit_in(stack))
        told, whole = self.prose.qualifiers(text)
        if told is None or not whole or not (is_rate or told.container) or not told.told():
            return None
        return PriceColumn(at, told, self._unit_in(stack))

    def _unit_in(self, stack: Cells) -> str:
        inside = _IN_BRACKETS.search("".join(stack))
        text = inside.group()[1:-1] if inside else ""
        return text if "/" in text and self.prose.units.read(text) else ""

    def _role(self, text: str) -> str | None:
        if text in self._chosen:
            return self._chosen[text] or None
        return self._by_heading.get(text) or self._by_heading.get(_IN_BRACKETS.sub("", text))

    def _is_line(self, cells: Cells, *, first: bool) -> bool:
        """Return whether a row may belong to a heading: short texts, and no price among them."""
        told = [each for each in cells if each]
        if len(told) < (_NEEDED if first else 1) or any(
            len(each) > _LONGEST_HEADING for each in told
        ):
            return False
        if len([each for each in told if self._chosen.get(each)]) >= _NEEDED:
            return True
        known = [each for each in told if self._role(each) or self._is_size(each)]
        return len(known) >= (_NEEDED if first else 1) and len(known) * 2 >= len(told)

    def _is_size(self, text: str) -> bool:
        told, whole = self.prose.qualifiers(_sized(_IN_BRACKETS.sub("", text)))
        return bool(told and whole and told.told())

    def _folded(self, cells: Cells) -> list[str]:
        return [self._plain(each) for each in cells]

    def _plain(self, title: str) -> str:
        return "".join(self.fold(title).replace("_", " ").split())

    @cached_property
    def _by_heading(self) -> dict[str, str]:
        return {self._plain(word): role for role, words in self.columns.items() for word in words}

    @cached_property
    def _chosen(self) -> dict[str, str]:
        return {self._plain(title): role for title, role in self.chosen.items()}


def _score(heading: Heading) -> tuple[int, int]:
    told = sum(2 + len(each.conditions.told()) for each in heading.prices)
    return 3 * len(heading.roles) + told - len(heading.unknown), heading.rows


def _stack(lines: Sequence[Cells], sources: Sequence[Mapping[int, int]], at: int) -> list[str]:
    """Return the texts over a column from top to bottom, each once."""
    texts = [line[over[at]] for line, over in zip(lines, sources, strict=True) if at in over]
    return list(dict.fromkeys(texts))


def _sized(text: str) -> str:
    """Return a heading such as 20 or 20重 so that it reads as a size."""
    return re.sub(r"^(20|40|45)(?=$|[重空箱柜])", r"\1尺", text)


def columns_told(heading: Heading) -> dict[str, str | list[str]]:
    """Return what → heading, as it is shown to whoever checks the columns."""
    told: dict[str, str | list[str]] = {
        role: heading.titles.get(at, "") for role, at in heading.roles.items()
    }
    prices = [heading.titles.get(each.index, "") for each in heading.prices]
    if prices:
        told[_PRICE] = prices[0] if len(prices) == 1 else prices
    return told
