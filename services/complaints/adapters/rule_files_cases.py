"""Loads tracks with their states and actions from `rules/cases/`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, TypeVar

from services.complaints.adapters.rule_files_reasons import (
    Reasons,
    basis_of,
    load_reasons,
    load_violations,
    names_of,
)
from services.complaints.adapters.rule_rows import RULES, RuleFileError, read_rows
from services.complaints.adapters.track_schemas import (
    ActionSchema,
    SharedActionSchema,
    StateSchema,
    TrackSchema,
)
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.field_rule import DayRange, FieldKind, FieldRule
from services.complaints.domain.cases.track import ActionRule, Outcome, Track, Violation

_R = TypeVar("_R", ActionRule, Violation)
CASE_RULES = RULES / "cases"
SHARED_ACTIONS = "shared_actions.yaml"
ANY_OPEN_STATE = "open"
_PLAIN = ("code", "label", "does", "legal", "letter", "effect", "second_to", "decided_by", "beside")
_SEVERAL = ("who", "reasons", "needs", "shown_to")
_OF_OUTCOME = (
    "starts",
    "stops",
    "starts_if_real_name",
    "starts_where_set",
    "resumes",
    "only_from",
)


@dataclass(frozen=True)
class _Shared:
    """What all tracks share, read once for them."""

    actions: Sequence[Mapping[str, Any]]
    reasons: Reasons
    violations: Sequence[Violation]


def load_tracks(folder: Path = CASE_RULES) -> dict[str, Track]:
    """Return every track by its code, the files of `tracks/` in order of their names.

    Raises:
        RuleFileError: a file does not fit; the text names the row.
    """
    codes = sorted(path.stem for path in (folder / "tracks").glob("*.yaml"))
    shared = _shared(folder)
    return {code: _track(code, folder, shared) for code in codes}


def load_track(code: str, folder: Path = CASE_RULES) -> Track:
    """Return the track of that code with its states, actions, reasons and violations.

    Raises:
        RuleFileError: a file does not fit; the text names the row.
    """
    return _track(code, folder, _shared(folder))


def _shared(folder: Path) -> _Shared:
    reasons = load_reasons(folder / "reasons.json")
    return _Shared(
        actions=read_rows(folder / SHARED_ACTIONS, "actions", SharedActionSchema(reasons)),
        reasons=reasons,
        violations=load_violations(folder / "violations.json"),
    )


def _track(code: str, folder: Path, shared: _Shared) -> Track:
    path = folder / "tracks" / f"{code}.yaml"
    rows = read_rows(path, "tracks", TrackSchema())
    if [row["code"] for row in rows] != [code]:
        raise RuleFileError(f"{path.name}: must hold the track {code}, once")
    [row] = rows
    states = {each["code"]: names_of(each) for each in read_rows(path, "states", StateSchema())}
    actions = _actions(path, states, shared)
    return Track(
        code=code,
        name=names_of(row),
        basis=basis_of(row),
        states=states,
        actions={action.code: action for action in actions},
        dated_actions=_one_at_a_time(path, actions),
        letter_books=row["letter_books"],
        reasons=shared.reasons,
        violations={violation.code: violation for violation in shared.violations},
        dated_violations=_one_at_a_time(folder / "violations.json", shared.violations),
    )


def _actions(path: Path, states: Mapping[str, Any], shared: _Shared) -> list[ActionRule]:
    """Return the actions of a track, then those that several tracks share."""
    own = read_rows(path, "actions", ActionSchema(shared.reasons))
    rows = [*own, *(each for each in shared.actions if path.stem in each["tracks"])]
    for row in rows:
        _refuse_strange_states(path, row, states)
    return [_action(row, states) for row in rows]


def _refuse_strange_states(path: Path, row: Mapping[str, Any], states: Mapping[str, Any]) -> None:
    named = {*row["from_states"], *(each["to"] for each in row["outcomes"] if each["to"])}
    strange = sorted(named - {*states, ANY_OPEN_STATE})
    if strange:
        raise RuleFileError(f"{path.name}, action {row['code']}: no states {strange}")


def _one_at_a_time(path: Path, rules: Sequence[_R]) -> tuple[_R, ...]:
    for code, of_one in groupby(sorted(rules, key=_code), key=_code):
        for earlier, later in pairwise(sorted(of_one, key=lambda each: each.basis.effective_from)):
            if earlier.basis.holds_on(later.basis.effective_from):
                raise RuleFileError(f"{path.name}: two rules of {code} hold at once")
    return tuple(rules)


def _code(rule: ActionRule | Violation) -> str:
    return rule.code


def _action(row: Mapping[str, Any], states: Mapping[str, Any]) -> ActionRule:
    plain: dict[str, Any] = {name: row[name] for name in _PLAIN}
    several: dict[str, Any] = {name: tuple(row[name]) for name in _SEVERAL}
    return ActionRule(
        from_states=_from(row["from_states"], states),
        outcomes=tuple(_outcome(each) for each in row["outcomes"]),
        fields=tuple(_field(each) for each in row["fields"]),
        basis=basis_of(row),
        **plain,
        **several,
    )


def _from(told: Sequence[str], states: Mapping[str, Any]) -> tuple[str, ...]:
    if ANY_OPEN_STATE not in told:
        return tuple(told)
    return tuple(state for state in states if state not in {CaseState.CLOSED, CaseState.MERGED})


def _outcome(row: dict[str, Any]) -> Outcome:
    several: dict[str, Any] = {name: tuple(row[name]) for name in _OF_OUTCOME}
    return Outcome(
        code=row["code"], to=row["to"], when=row["when"], pauses=row["pauses"], **several
    )


def _field(row: dict[str, Any]) -> FieldRule:
    return FieldRule(
        name=row["name"],
        kind=FieldKind(row["kind"]),
        label=row["label"],
        hint=row["hint"],
        required=row["required"],
        reasons=row["reasons"],
        days=DayRange(row["days"]),
    )
