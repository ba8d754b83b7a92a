"""The form of a delay check: what was typed, and the body it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.complaints.domain.commitments.commitment import Commitment, Kind
from services.complaints.domain.commitments.commitments import Commitments
from services.complaints.usecases.commitments.list_commitments import values_of
from shared.errors import AppError, FieldError
from shared.words import N_

AT, CONDITION, VALUE, NOT_YET = "at.", "conditions.", "values.", "not_yet"
VALUE_WORDS: Mapping[str, str] = {
    "value": N_("数值"),
    "base": N_("比较基数"),
    "part": N_("达到的数量"),
    "whole": N_("总数"),
    "excepted": N_("不计入的数量"),
    "on": N_("数值是哪一天的"),
}
UNIT_WORDS: Mapping[str, str] = {
    "visits": N_("次到场"),
    "items": N_("项"),
    "kinds": N_("种"),
    "measures": N_("条"),
    "yuan": N_("元"),
    "percent": N_("个百分点"),
    "hours": N_("小时"),
    "days": N_("日"),
    "parts": N_("项"),
}
COUNTED: Mapping[str, str] = {
    "visits": N_("%(value)s 次到场"),
    "items": N_("%(value)s 项"),
    "kinds": N_("%(value)s 种"),
    "measures": N_("%(value)s 条"),
    "yuan": N_("%(value)s 元"),
    "percent": N_("%(value)s 个百分点"),
    "hours": N_("%(value)s 小时"),
    "days": N_("%(value)s 日"),
    "parts": N_("%(value)s 项"),
}
"""The same behind a number; English has two forms of most."""


@dataclass(frozen=True)
class CheckForm:
    """What is in the address for one promise."""

    commitment: Commitment
    typed: Mapping[str, str]

    @property
    def events(self) -> tuple[str, ...]:
        """The events the form asks for."""
        return () if self.commitment.kind is Kind.AT_MOST else self.commitment.events

    @property
    def values(self) -> tuple[str, ...]:
        """The figures the form asks for."""
        return values_of(self.commitment)

    @property
    def is_filled(self) -> bool:
        """Whether anything was typed."""
        return any(text for name, text in self.typed.items() if name != "measure")

    def body(self) -> dict[str, Any]:
        """Return the body of the check."""
        events = [self._event(event) for event in self.events if self.typed.get(AT + event)]
        return {
            "measure": self.commitment.id,
            "events": events,
            "conditions": self._below(CONDITION, [each.id for each in self.commitment.conditions]),
            "values": self._below(
                VALUE, [*self.values, *(part.id for part in self.commitment.parts)]
            ),
        }

    def errors_of(self, problem: AppError) -> list[FieldError]:
        """Return the errors by the names of the form's fields."""
        sent = [event for event in self.events if self.typed.get(AT + event)]
        renamed = []
        for error in problem.errors or (FieldError("", problem.detail, problem.params),):
            parts = error.path.split(".")
            path = (
                AT + sent[int(parts[1])] if parts[0] == "events" and len(parts) > 1 else error.path
            )
            renamed.append(FieldError(path, error.message, error.params))
        return renamed

    def _event(self, event: str) -> dict[str, str]:
        not_yet = event == self.commitment.end and bool(self.typed.get(NOT_YET))
        return {"event": event, "not_yet_at" if not_yet else "at": self.typed[AT + event]}

    def _below(self, prefix: str, names: list[str]) -> dict[str, str]:
        return {name: self.typed.get(prefix + name, "") for name in names}


def form_of(args: Mapping[str, str], rules: Commitments) -> CheckForm | None:
    """Return the form for the measure in an address, None without one that is known."""
    commitment = rules.find(args.get("measure", "")[:100])
    if commitment is None:
        return None
    names = [
        *(AT + event for event in commitment.events),
        *(CONDITION + each.id for each in commitment.conditions),
        *(VALUE + name for name in values_of(commitment)),
        *(VALUE + part.id for part in commitment.parts),
        NOT_YET,
    ]
    return CheckForm(commitment, {name: args.get(name, "").strip() for name in names})
