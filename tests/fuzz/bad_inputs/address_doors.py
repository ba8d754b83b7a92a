"""Where a value stands in the address: each place with the kinds of bad values for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tests.complaints import TERMINAL
from tests.fuzz.bad_inputs.tables import values
from tests.fuzz.conftest import CASE

# Days to come can be asked for: nothing is there yet.
TO_COME = ("tomorrow", "next year")
SCORE = f"/api/enterprises/{TERMINAL}/score"
SEARCH, LOG = "/api/cases/search", "/api/messages/dispatch"
IS_NULL = ("null as text",)


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place in one address; `pattern` has {} in it."""

    service: str
    pattern: str
    kinds: tuple[str, ...]
    method: str = "GET"
    but: tuple[str, ...] = ()
    by_person: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.pattern}"

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Give why and the address; values that are escaped already stay as they are."""
        for why, value in values(*self.kinds, but=self.but):
            yield why, self.pattern.format(value if "%" in value else quote(str(value), safe=""))


def _place(service: str, pattern: str, *kinds: str, **more: Any) -> Place:
    return Place(service=service, pattern=pattern, kinds=kinds, **more)


PLACES = (
    _place("complaints", "/api/complaints/{}", "ids"),
    _place("complaints", "/api/cases/{}", "ids"),
    _place("complaints", f"/api/cases/{CASE}/actions/{{}}", "ids", method="POST"),
    _place("complaints", "/api/attachments/{}", "ids"),
    _place("complaints", "/internal/recipients/{}", "ids"),
    _place("complaints", SEARCH + "?filed_from={}", "days", but=TO_COME),
    _place("complaints", SEARCH + "?filed_to={}", "days", but=TO_COME),
    _place("complaints", SEARCH + "?limit={}", "numbers"),
    _place("complaints", SEARCH + "?after={}", "cursors"),
    _place("complaints", SEARCH + "?order={}", "choices"),
    _place("complaints", "/api/catalogue?as_of={}", "days", but=TO_COME),
    _place("complaints", "/api/deadlines/compute?rule=T-ACC&received={}", "days", but=TO_COME),
    _place("credit", "/api/enterprises/{}/score", "codes"),
    _place("credit", SCORE + "?valid_on={}", "days", but=TO_COME),
    _place("credit", SCORE + "?known_at={}", "days", but=TO_COME),
    _place("credit", "/api/gate/queries/{}", "ids"),
    _place("credit", "/api/feed?after={}", "numbers"),
    _place("credit", "/api/feed?limit={}", "numbers"),
    _place("notify", "/api/messages/{}/read", "ids", method="POST"),
    _place("notify", "/api/messages?cursor={}", "cursors"),
    _place("notify", "/api/messages?limit={}", "numbers"),
    _place("notify", LOG + "?from={}", "days", but=TO_COME, by_person=True),
    _place("notify", LOG + "?state={}", "choices", by_person=True),
    _place("notify", LOG + "?cursor={}", "cursors", by_person=True),
)
