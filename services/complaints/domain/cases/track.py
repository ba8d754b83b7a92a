"""A track as dated data: its states, actions, reasons and violation codes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Basis:
    """Where a rule comes from and when it holds.

    Args:
        kind: `law`, `promise` or `design`.
        text: the article or who promised.
        verified: whether the text was read at its source.
        effective_to: the last day; None while in force.
    """

    kind: str
    text: str
    verified: bool
    effective_from: date
    effective_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule is in force on that day."""
        return self.effective_from <= day and (
            self.effective_to is None or day <= self.effective_to
        )


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What an action leads to.

    Args:
        to: the next state; None where the state stays.
        starts: codes of the clocks it starts; `starts_if_real_name` only for a named reporter.
        stops: codes of the clocks it ends.
    """

    code: str
    to: str | None
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    starts_if_real_name: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ActionRule:
    """One action of a track.

    Args:
        label: its name, `does` what it brings about; both `{"zh": …, "en": …}`.
        from_states: the states it is possible in.
        who: `officer` (of the department in charge), `other_officer` (not the one who made
            the step before it), `system`.
        legal: whether it is a legal act on the timeline.
        reasons: names of the reason lists one code must come from.
        letter: the kind of letter it makes, or None.
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

    @property
    def needs_version(self) -> bool:
        """Whether who takes it must say which version was seen: it approves another's work."""
        return "other_officer" in self.who

    def outcome(self, code: str) -> Outcome:
        """Return the outcome of that code; a missing one is a mistake in the rules."""
        return next(outcome for outcome in self.outcomes if outcome.code == code)


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A code an officer chooses from a closed list, with its text in both languages."""

    code: str
    text: Mapping[str, str]
    basis: Basis


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
