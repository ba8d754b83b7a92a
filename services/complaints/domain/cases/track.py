"""A track as dated data: its states, actions, reasons and violation codes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from services.complaints.domain.cases.field_rule import FieldRule
from services.complaints.domain.cases.rule_basis import Basis, Reason


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What an action leads to.

    Args:
        to: the next state; None where the state stays.
        only_from: the states it can come of; empty where every state of the action can.
        starts: codes of the clocks it starts; `starts_if_real_name` only for a named reporter,
            `starts_where_set` only for one in a city whose limits have such a row.
        stops: codes of the clocks it ends.
        pauses: reasons by code of the clock that stands still from it on.
        resumes: codes of the clocks that run again.
        when: the value of the deciding field that leads to it; empty where none decides.
    """

    code: str
    to: str | None
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    starts_if_real_name: tuple[str, ...] = ()
    pauses: Mapping[str, str] = field(default_factory=dict)
    resumes: tuple[str, ...] = ()
    when: str = ""
    only_from: tuple[str, ...] = ()
    starts_where_set: tuple[str, ...] = ()

    @property
    def may_start(self) -> tuple[str, ...]:
        """Codes of all the clocks it may start."""
        return (*self.starts, *self.starts_if_real_name, *self.starts_where_set)

    def begun(self, *, real_name: bool, is_set: Callable[[str], bool]) -> tuple[str, ...]:
        """Return the codes of the clocks it starts for one case.

        `is_set` tells of a code whether a limit of it holds for the case.
        """
        if not real_name:
            return self.starts
        there = tuple(code for code in self.starts_where_set if is_set(code))
        return (*self.starts, *self.starts_if_real_name, *there)


@dataclass(frozen=True, kw_only=True)
class ActionRule:
    """One action of a track.

    Args:
        label: its name, `does` what it brings about; both `{"zh": …, "en": …}`.
        from_states: the states it is possible in.
        who: `officer` (of the department in charge), `other_officer` (one who decides on what
            another made), `supervisor` (of the city), `asked_officer` (of a department that owes
            an answer to a task), `sender` (of the department that forwarded the case),
            `disputing_officer` (of the other side of a dispute of competence), `partner_officer`
            (of another department that was asked to help or sent the case), `claiming_officer`
            (of the one that claims the case), `system`.
        legal: whether it is a legal act on the timeline.
        reasons: names of the reason lists one code must come from.
        letter: the kind of letter it makes, or None.
        fields: what it writes down; empty for an action whose form is written in code.
        effect: what it does to the case beside state and clocks, a name of `effects`; or None.
        needs: what must hold first, names of `needs`.
        shown_to: who else reads what it wrote down: `reporter`, `respondent`.
        second_to: the action whose maker may not take this one; empty where anybody may.
        decided_by: the field whose value chooses the outcome; empty for a single one.
        beside: whether it stands beside the way of handling, so that pages offer it last.
    """

    code: str
    label: Mapping[str, str]
    does: Mapping[str, str]
    from_states: tuple[str, ...]
    who: tuple[str, ...]
    legal: bool
    outcomes: tuple[Outcome, ...]
    reasons: tuple[str, ...]
    letter: str | None
    basis: Basis
    fields: tuple[FieldRule, ...] = ()
    effect: str | None = None
    needs: tuple[str, ...] = ()
    shown_to: tuple[str, ...] = ()
    second_to: str = ""
    decided_by: str = ""
    beside: bool = False

    @property
    def is_recorded(self) -> bool:
        """Whether its form is data of the track."""
        return bool(self.fields)

    @property
    def ways(self) -> frozenset[tuple[str, str]]:
        """From which state to which other the action may lead."""
        return frozenset(
            (start, outcome.to)
            for outcome in self.outcomes
            for start in outcome.only_from or self.from_states
            if outcome.to and outcome.to != start
        )

    @property
    def stays(self) -> bool:
        """Whether the case stays in its state whatever comes of the action."""
        return all(outcome.to is None for outcome in self.outcomes)

    @property
    def is_missed(self) -> bool:
        """Whether somebody looks for it while it is not possible.

        Not so a step that is data and may leave the state as it is, or stands beside the way, such
        as an answer to a request or a claim: nobody misses it while there is nothing to answer.
        """
        may_stay = any(outcome.to is None for outcome in self.outcomes)
        return not (self.is_recorded and (may_stay or self.beside))

    @property
    def needs_version(self) -> bool:
        """Whether who takes it must say which version was seen: it approves another's work."""
        return bool(self.second_to)

    def outcome(self, code: str) -> Outcome:
        """Return the outcome of that code; a missing one is a mistake in the rules."""
        return next(outcome for outcome in self.outcomes if outcome.code == code)

    def outcome_when(self, values: Mapping[str, str]) -> str:
        """Return the code of the outcome that the deciding value leads to, else the first one."""
        told = values.get(self.decided_by, "")
        chosen = (outcome.code for outcome in self.outcomes if told and outcome.when == told)
        return next(chosen, self.outcomes[0].code)


@dataclass(frozen=True, kw_only=True)
class Violation:
    """A breach: `V1` to `V11` for fixed and guided prices, `P1` to `P10` for every form.

    Args:
        price_forms: `fixed`, `guided`, `market`: the forms of price it can be a breach of.
        sanction: what the law threatens, `{"zh": …, "en": …}`.
    """

    code: str
    text: Mapping[str, str]
    sanction: Mapping[str, str]
    price_forms: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, kw_only=True)
class Track:
    """Everything dated that a case on this track follows.

    Args:
        states: names by state code, in the order of handling.
        actions, violations: by code, each as the newest rule has it.
        dated_actions, dated_violations: every rule of them, in the order of the file.
        letter_books: by department the words its decision numbers begin with.
        reasons: closed lists by name: `filing`, `not_filing`, `reveal`, `notice_way`,
            `service_way`, `telling_way`, `decision_kind`, `level`, `channel`.
    """

    code: str
    name: Mapping[str, str]
    basis: Basis
    states: Mapping[str, Mapping[str, str]]
    actions: Mapping[str, ActionRule]
    dated_actions: tuple[ActionRule, ...]
    letter_books: Mapping[str, str]
    reasons: Mapping[str, tuple[Reason, ...]]
    violations: Mapping[str, Violation]
    dated_violations: tuple[Violation, ...]

    def on(self, received_on: date) -> "Track":
        """Return the track with the rules that hold for what was received on a day."""
        actions = (each for each in self.dated_actions if each.basis.holds_on(received_on))
        breaches = (each for each in self.dated_violations if each.basis.holds_on(received_on))
        return replace(
            self,
            actions={rule.code: rule for rule in actions},
            violations={breach.code: breach for breach in breaches},
        )

    def reason(self, lists: tuple[str, ...], code: str, day: date) -> Reason | None:
        """Return the reason of that code in force on that day from one of the lists, or None."""
        rows = (row for name in lists for row in self.reasons.get(name, ()))
        return next((row for row in rows if row.code == code and row.basis.holds_on(day)), None)
