"""Addresses of searches that differ from the present one in one condition."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from services.complaints.domain.search.asked import AskCases
from services.complaints.domain.search.case_search import Order
from services.complaints.routes.search.schemas import PARAMETER, WITHOUT

PATH = "/complaints/search"
Pair = tuple[str, str]


@dataclass(frozen=True)
class SearchLinks:
    """The conditions of a search as its address has them; the place in the list is left out."""

    pairs: tuple[Pair, ...]

    @classmethod
    def of(cls, ask: AskCases) -> Self:
        """Return the conditions of a search, in one order whatever was typed first."""
        pairs: list[Pair] = [("q", ask.typed)] if ask.typed else []
        if ask.exactly:
            pairs.append(("exact", "true"))
        for facet, name in PARAMETER.items():
            if selection := ask.selected.get(facet):
                pairs += [(name, value) for value in sorted(selection.included)]
                pairs += [(WITHOUT + name, value) for value in sorted(selection.excluded)]
        days = (("filed_from", ask.filed_from), ("filed_to", ask.filed_to))
        pairs += [(name, day.isoformat()) for name, day in days if day]
        if ask.order is not Order.RELEVANCE:
            pairs.append(("order", ask.order.value))
        return cls(tuple(pairs))

    def address(self, *more: Pair) -> str:
        """Return the address of this search, with more parameters at its end."""
        query = urlencode([*self.pairs, *more])
        return f"{PATH}?{query}" if query else PATH

    def without(self, *gone: str | Pair) -> "SearchLinks":
        """Return the search without parameters of these names, or without these pairs."""
        return SearchLinks(
            tuple(pair for pair in self.pairs if pair not in gone and pair[0] not in gone)
        )

    def having(self, name: str, value: str) -> "SearchLinks":
        """Return the search with one parameter more."""
        return SearchLinks((*self.pairs, (name, value)))

    def asking(self, typed: str) -> "SearchLinks":
        """Return the search with other words."""
        rest = self.without("q").pairs
        return SearchLinks((("q", typed), *rest)) if typed else SearchLinks(rest)
