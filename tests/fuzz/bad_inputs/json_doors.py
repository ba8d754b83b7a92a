"""Where programs hand in JSON: each field with the kinds of bad values that do not fit it."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from tests.complaints import TERMINAL, a_body
from tests.fuzz.bad_inputs.tables import values
from tests.fuzz.conftest import CASE

FILING, CHECK, GATE = "/api/complaints", "/api/catalogue/check", "/api/gate/queries"
PROPOSAL = f"/api/cases/{CASE}/actions/propose_filing"
TEXTS = ("title", "request", "narrative", "bill_no", "respondent.name", "reporter.name")
LINE_TEXTS = ("item", "unit", "port", "body")
LINE_CHOICES = ("container", "trade", "direction", "cargo")
BOOLEANS = ("true", "false")
NOT_EMPTY = ("an object",)


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of one door; `but` are rows whose value is right there."""

    service: str
    address: str
    path: str
    kinds: tuple[str, ...]
    but: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.address} {self.path}"

    def bad(self) -> Iterator[tuple[str, Any]]:
        """Give why and value of what is sent in this field."""
        return values(*self.kinds, but=self.but)


def _filing() -> Iterator[Field]:
    def field(path: str, *kinds: str, but: tuple[str, ...] = ()) -> Field:
        return Field(service="complaints", address=FILING, path=path, kinds=kinds, but=but)

    yield field("respondent.uscc", "codes", "wrong_types")
    yield field("city", "choices", "wrong_types")
    yield field("attachments.0", "ids", "wrong_types")
    yield field("secret", "choices", "wrong_types", but=BOOLEANS)
    yield from (field(path, "wrong_types") for path in TEXTS)
    yield from _lines(field)


def _check() -> Iterator[Field]:
    def field(path: str, *kinds: str, but: tuple[str, ...] = ()) -> Field:
        return Field(service="complaints", address=CHECK, path=path, kinds=kinds, but=but)

    yield from _lines(field)


def _lines(field: Callable[..., Field]) -> Iterator[Field]:
    yield field("lines.0.amount", "amounts", "wrong_types")
    yield field("lines.0.quantity", "amounts", "wrong_types")
    yield field("lines.0.charged_on", "days", "wrong_types")
    yield field("lines.0.loaded", "choices", "wrong_types", but=BOOLEANS)
    yield from (field(f"lines.0.{name}", "choices", "wrong_types") for name in LINE_CHOICES)
    yield from (field(f"lines.0.{name}", "wrong_types") for name in LINE_TEXTS)


def _others() -> Iterator[Field]:
    def gate(path: str, *kinds: str) -> Field:
        return Field(service="credit", address=GATE, path=path, kinds=kinds)

    def proposal(path: str, *kinds: str) -> Field:
        return Field(service="complaints", address=PROPOSAL, path=path, kinds=kinds)

    yield gate("uscc", "codes", "wrong_types")
    yield gate("purpose", "choices", "wrong_types")
    yield proposal("outcome", "choices", "wrong_types")
    yield proposal("ground", "choices", "wrong_types")
    yield proposal("text", "wrong_types")


FIELDS = (*_filing(), *_check(), *_others())
RIGHT: dict[str, dict[str, Any]] = {
    FILING: a_body(attachments=["x"]),
    CHECK: {"lines": a_body()["lines"]},
    GATE: {"uscc": TERMINAL, "purpose": "green_lane_hy"},
    PROPOSAL: {"outcome": "filed", "ground": "F19", "text": "账单属实。"},
}


def body_with(address: str, path: str, value: Any) -> dict[str, Any]:
    """Return the right body of a door with one value in the place of the right one."""
    body = deepcopy(RIGHT[address])
    if path != "attachments.0":
        body.pop("attachments", None)
    place: Any = body
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps:
        place = place[step]
    place[last] = value
    return body
