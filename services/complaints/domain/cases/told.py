"""Which steps of a case its parties are told of; inner drafts and proposals are not among them."""

from services.complaints.domain.cases.actors import REPORTER, RESPONDENT
from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.field_rule import FREE
from services.complaints.domain.cases.moving import is_move
from services.complaints.domain.cases.track import Track

TOLD = frozenset(
    {
        *("file", "begin_check", "decide_filing", "record_service", "close"),
        *("reporter_added", "reporter_named"),
    }
)
CORRECTED = "correct_respondent"


def told_steps(case: Case, track: Track) -> list[Step]:
    """Return the steps the reporter is told of, oldest first: its own, and those shown to it.

    That the case passed to another department is one of them.
    """
    told = [
        step
        for step in case.timeline
        if step.action in TOLD
        or is_move(step.outcome)
        or shows(track, step, REPORTER)
        or _is_reporters(track, step)
    ]
    return [step for step in told if not step.outcome.startswith("send_back")]


def steps_of_respondent(case: Case, track: Track) -> list[Step]:
    """Return the steps that are shown to the respondent, oldest first.

    What was shown to an enterprise that was taken for the respondent before is not shown to the
    one that is.
    """
    after = max((n for n, s in enumerate(case.timeline) if s.action == CORRECTED), default=-1)
    steps = case.timeline[after + 1 :]
    return [step for step in steps if shows(track, step, RESPONDENT)]


def told_values(track: Track, step: Step, party: str) -> dict[str, str]:
    """Return what of a step a party reads, by field.

    A step of its own is not handed back word for word: what was taken out of the words would tell
    whose name they hit on. What it chose is.
    """
    rule = track.actions.get(step.action)
    if rule is None:
        return {}
    if step.actor == party:
        chosen = {field.name for field in rule.fields if field.kind not in FREE}
        return {name: told for name, told in step.values.items() if name in chosen}
    return dict(step.values) if party in rule.shown_to else {}


def _is_reporters(track: Track, step: Step) -> bool:
    rule = track.actions.get(step.action)
    return rule is not None and step.actor == REPORTER and REPORTER in rule.who


def shows(track: Track, step: Step, party: str) -> bool:
    """Tell whether the rule of a step shows what it wrote down to a party."""
    rule = track.actions.get(step.action)
    return rule is not None and party in rule.shown_to
