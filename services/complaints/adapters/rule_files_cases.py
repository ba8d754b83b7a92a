"""Loads tracks, reasons and violation codes from `rules/cases/`."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, TypeVar

from marshmallow import RAISE, Schema, fields, validate

from services.complaints.adapters.rule_rows import (
    RULES,
    DatedRowSchema,
    NamesSchema,
    RuleFileError,
    read_rows,
)
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.track import (
    ActionRule,
    Basis,
    Outcome,
    Reason,
    Track,
    Violation,
)

_R = TypeVar("_R", ActionRule, Violation)
CASE_RULES = RULES / "cases"
REASON_LISTS = (
    "filing",
    "not_filing",
    "reveal",
    "notice_way",
    "telling_way",
    "service_way",
    "decision_kind",
    "level",
    "channel",
)
_STATES = [state.value for state in CaseState]


class _NamedRowSchema(DatedRowSchema):
    code = fields.String(required=True)
    zh = fields.String(required=True, validate=validate.Length(min=1))
    en = fields.String(required=True, validate=validate.Length(min=1))


class _TrackSchema(_NamedRowSchema):
    letter_books = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class _StateSchema(NamesSchema):
    code = fields.String(required=True, validate=validate.OneOf(_STATES))


class _OutcomeSchema(Schema):
    class Meta:
        unknown = RAISE

    code = fields.String(required=True)
    to = fields.String(required=True, allow_none=True, validate=validate.OneOf(_STATES))
    starts = fields.List(fields.String(), load_default=list)
    stops = fields.List(fields.String(), load_default=list)
    starts_if_real_name = fields.List(fields.String(), load_default=list)


class _ActionSchema(DatedRowSchema):
    code = fields.String(required=True)
    label = fields.Nested(NamesSchema, required=True)
    does = fields.Nested(NamesSchema, required=True)
    from_states = fields.List(
        fields.String(validate=validate.OneOf(_STATES)), required=True, data_key="from"
    )
    who = fields.List(
        fields.String(validate=validate.OneOf(["officer", "other_officer", "system"])),
        required=True,
        validate=validate.Length(min=1),
    )
    legal = fields.Boolean(required=True)
    outcomes = fields.List(
        fields.Nested(_OutcomeSchema), required=True, validate=validate.Length(min=1)
    )
    reasons = fields.List(fields.String(validate=validate.OneOf(REASON_LISTS)), required=True)
    letter = fields.String(required=True, allow_none=True)


class _ViolationSchema(_NamedRowSchema):
    price_forms = fields.List(
        fields.String(validate=validate.OneOf(["fixed", "guided", "market"])), required=True
    )
    sanction = fields.Nested(NamesSchema, required=True)


def load_track(code: str, folder: Path = CASE_RULES) -> Track:
    """Return the track of that code with its states, actions, reasons and violations.

    Raises:
        RuleFileError: a file does not fit; the text names the row.
    """
    path = folder / f"{code}.json"
    rows = read_rows(path, "tracks", _TrackSchema())
    if [row["code"] for row in rows] != [code]:
        raise RuleFileError(f"{path.name}: must hold the track {code}, once")
    [row] = rows
    states = read_rows(path, "states", _StateSchema())
    actions = [_action(each) for each in read_rows(path, "actions", _ActionSchema())]
    violations = _violations(folder / "violations.json")
    return Track(
        code=code,
        name=_names(row),
        basis=_basis(row),
        states={state["code"]: _names(state) for state in states},
        actions={action.code: action for action in actions},
        dated_actions=_one_at_a_time(path, actions),
        letter_books=row["letter_books"],
        reasons=_reasons(folder / "reasons.json"),
        violations={violation.code: violation for violation in violations},
        dated_violations=_one_at_a_time(folder / "violations.json", violations),
    )


def _one_at_a_time(path: Path, rules: Sequence[_R]) -> tuple[_R, ...]:
    for code, of_one in groupby(sorted(rules, key=_code), key=_code):
        for earlier, later in pairwise(sorted(of_one, key=lambda each: each.basis.effective_from)):
            if earlier.basis.holds_on(later.basis.effective_from):
                raise RuleFileError(f"{path.name}: two rules of {code} hold at once")
    return tuple(rules)


def _code(rule: ActionRule | Violation) -> str:
    return rule.code


def _reasons(path: Path) -> dict[str, tuple[Reason, ...]]:
    return {
        name: tuple(
            Reason(code=row["code"], text=_names(row), basis=_basis(row))
            for row in read_rows(path, name, _NamedRowSchema())
        )
        for name in REASON_LISTS
    }


def _violations(path: Path) -> list[Violation]:
    return [
        Violation(
            code=row["code"],
            text=_names(row),
            sanction=row["sanction"],
            price_forms=tuple(row["price_forms"]),
            basis=_basis(row),
        )
        for row in read_rows(path, "violations", _ViolationSchema())
    ]


def _action(row: dict[str, Any]) -> ActionRule:
    return ActionRule(
        code=row["code"],
        label=row["label"],
        does=row["does"],
        from_states=tuple(row["from_states"]),
        who=tuple(row["who"]),
        legal=row["legal"],
        outcomes=tuple(_outcome(each) for each in row["outcomes"]),
        reasons=tuple(row["reasons"]),
        letter=row["letter"],
        basis=_basis(row),
    )


def _outcome(row: dict[str, Any]) -> Outcome:
    several = ("starts", "stops", "starts_if_real_name")
    return Outcome(code=row["code"], to=row["to"], **{name: tuple(row[name]) for name in several})


def _names(row: dict[str, Any]) -> dict[str, str]:
    return {"zh": row["zh"], "en": row["en"]}


def _basis(row: dict[str, Any]) -> Basis:
    return Basis(
        kind=row["basis_kind"],
        text=row["basis"],
        verified=row["verified"],
        effective_from=row["effective_from"],
        effective_to=row["effective_to"],
    )
