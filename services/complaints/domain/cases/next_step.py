"""Which step of a case comes next, what it waits for, and the clock it must beat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.complaints.domain.cases.actors import is_for_staff
from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.offers import ActionOffer, Obstacle, obstacle
from services.complaints.domain.cases.track import ActionRule, Track
from services.complaints.domain.clocks.clock import Clock


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The step a case waits for, whoever takes it.

    Args:
        obstacle: what must happen first; None where the step is possible now.
        clock: the open limit the step ends, or else the one a later step will end; None without.
    """

    rule: ActionRule
    obstacle: Obstacle | None
    clock: Clock | None


def next_offer(case: Case, offers: Sequence[ActionOffer], track: Track) -> ActionOffer | None:
    """Return the possible action that leads the case on, None where there is nothing but to wait.

    An action that stands beside the way or only leads back is never the next one.
    """
    leading = [o for o in offers if o.possible and not _is_aside(o.rule, case, track)]
    return leading[-1] if leading else None


def hindered_offers(case: Case, offers: Sequence[ActionOffer]) -> list[ActionOffer]:
    """Return the actions of this state that something stands against and that are missed."""
    here = (o for o in offers if not o.possible and case.state in o.rule.from_states)
    return [o for o in here if o.rule.is_missed]


def awaited_offer(case: Case, offers: Sequence[ActionOffer], track: Track) -> ActionOffer | None:
    """Return the hindered action that would lead the case on, None where there is none.

    What stands beside the way is not waited for, e.g. telling a reporter who was told already.
    """
    leading = [o for o in hindered_offers(case, offers) if not _is_aside(o.rule, case, track)]
    return leading[-1] if leading else None


def leading_action(track: Track, state: CaseState) -> ActionRule | None:
    """Return the first action of people that takes a case on from a state, whatever the case."""
    leading = (
        rule
        for rule in track.actions.values()
        if state in rule.from_states
        and is_for_staff(rule)
        and not rule.beside
        and not _leads_nowhere(rule, state, track)
    )
    return next(leading, None)


def later_offers(case: Case, offers: Sequence[ActionOffer], track: Track) -> list[ActionOffer]:
    """Return the actions that only a later state of the track allows."""
    order = list(track.states)
    here = order.index(case.state)
    return [
        o
        for o in offers
        if case.state not in o.rule.from_states
        and any(order.index(state) > here for state in o.rule.from_states)
    ]


def next_step(case: Case, track: Track, today: date) -> NextStep | None:
    """Return what the case waits for; None once it is closed."""
    offers = [
        ActionOffer(rule=rule, obstacle=obstacle(case, rule, None, track=track, today=today))
        for rule in track.actions.values()
        if is_for_staff(rule) and case.state in rule.from_states
    ]
    found = next_offer(case, offers, track) or awaited_offer(case, offers, track)
    if found is None:
        return None
    return NextStep(rule=found.rule, obstacle=found.obstacle, clock=_clock(case, found.rule, track))


def _is_aside(rule: ActionRule, case: Case, track: Track) -> bool:
    """Tell whether the action leads on at no time: it stands beside or only leads back."""
    if rule.beside:
        return True
    if rule.code == "record_defence" and case.notice and case.notice.defences:
        return True  # one more may be recorded, but the case does not wait for it
    return _leads_nowhere(rule, case.state, track)


def _leads_nowhere(rule: ActionRule, state: CaseState, track: Track) -> bool:
    order = list(track.states)
    here = order.index(state)
    targets = [outcome.to for outcome in rule.outcomes]
    # A form in code may hold a part of what a state asks for; a step that is data holds all.
    on = here + 1 if rule.is_recorded else here
    return None in targets or all(to is not None and order.index(to) < on for to in targets)


def _clock(case: Case, rule: ActionRule, track: Track) -> Clock | None:
    """Return the open clock that this step or the next one after it ends."""
    order = list(track.actions)
    following = (track.actions[code] for code in order[order.index(rule.code) :])
    ended = (
        clock
        for each in following
        if is_for_staff(each)
        for outcome in each.outcomes
        for clock in case.clocks
        if clock.is_open and clock.code in outcome.stops
    )
    return next(ended, None)
