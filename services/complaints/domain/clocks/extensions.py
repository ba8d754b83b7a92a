"""Extensions of a limit: no further than its rule says, and by whom it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.complaints.domain.clocks.limits import Extension, Span, TimeLimit
from services.complaints.domain.clocks.step import Step, Value
from shared.errors import FieldError, Invalid
from shared.words import N_


class ExtensionRefused(Invalid):
    """An extension the rule does not know, or that goes too far; `errors` name which."""


@dataclass(frozen=True)
class Granted:
    """What somebody approved: so many of the rule's unit, by a code or a name of the approver."""

    number: int
    approver: str


@dataclass(frozen=True)
class Extended:
    """An extension with the row that allows it."""

    number: int
    row: Extension

    @property
    def span(self) -> Span:
        """The length it adds."""
        return Span(self.number, self.row.unit)

    @property
    def step(self) -> Step:
        """The sentence of the arithmetic."""
        params: dict[str, Value] = {
            "span": self.span.names,
            "approval": self.row.approval,
            "basis": self.row.basis,
        }
        return Step(N_("延长 %(span)s（%(approval)s）；依据：%(basis)s"), params)


def allowed_extensions(limit: TimeLimit, granted: Sequence[Granted]) -> tuple[Extended, ...]:
    """Return the extensions with what allows each, in the order in which they may be given.

    Raises:
        ExtensionRefused: there are more than the rule has, one is by somebody else, out of its
            turn or too long.
    """
    return tuple(_allowed(limit, each, at) for at, each in enumerate(granted))


def extended_span(span: Span, extensions: Sequence[Extended]) -> Span:
    """Return the whole length, counted from the beginning."""
    return Span(span.number + sum(each.number for each in extensions), span.unit)


def _allowed(limit: TimeLimit, granted: Granted, at: int) -> Extended:
    if at >= len(limit.extensions):
        message = N_("%(code)s 只能延长 %(most)s 次")
        if not limit.extensions:
            message = N_("%(code)s 没有可以延长的规定")
        raise _refused(at, message, {"code": limit.code, "most": len(limit.extensions)})
    row = limit.extensions[at]
    if granted.approver not in (row.approver, *row.approval.values()):
        message = N_("%(code)s 的第 %(turn)s 次延长应由 %(known)s 批准，不是“%(approver)s”")
        known = f"{row.approver}（{row.approval['zh']}）"
        words = {"code": limit.code, "known": known, "approver": granted.approver[:40]}
        raise _refused(at, message, {**words, "turn": at + 1})
    if granted.number < 1 or (row.number is not None and granted.number > row.number):
        message = N_("%(code)s 的第 %(turn)s 次延长最多 %(most)s，您给的是 %(number)s")
        most = row.span.code if row.span else "—"
        numbers = {"turn": at + 1, "number": granted.number}
        raise _refused(at, message, {**numbers, "code": limit.code, "most": most})
    return Extended(granted.number, row)


def _refused(at: int, message: str, params: Mapping[str, str | int]) -> ExtensionRefused:
    errors = [FieldError(f"extend.{at}", message, params)]
    return ExtensionRefused(message, errors=errors, params=params)
