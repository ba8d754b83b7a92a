"""A merger 并案 leaves its line in the history of the leading case, and so does its end.

The line is written before the merger itself, so that the leading case is then no longer the one
that anybody else has read: it cannot be merged or decided on the old version meanwhile.
"""

from dataclasses import replace
from datetime import timedelta

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.merging import MERGE, OTHER, UNMERGE
from services.complaints.domain.cases.system_step import system_step
from services.complaints.domain.cases.windows import REOPEN
from shared.events.case_events import CaseChanged

JOINED, LEFT = "follower_joined", "follower_left"
MERGERS = frozenset({MERGE, UNMERGE, REOPEN})
UNDER_WAY = timedelta(minutes=1)


def masters_of(case: Case) -> tuple[str, ...]:
    """Return the numbers of every case that this one has ever followed, oldest first."""
    merged = (step.values[OTHER] for step in case.timeline if step.action == MERGE)
    return tuple(dict.fromkeys(merged))


def is_joined_now(case: Case, act: Act) -> bool:
    """Tell whether another case is just being merged into this one."""
    last = {s.text: s for s in case.timeline if s.action in {JOINED, LEFT}}
    return any(s.action == JOINED and s.at > act.now - UNDER_WAY for s in last.values())


def with_follower(master: Case, case: Case, act: Act) -> tuple[Case, list[CaseChanged]]:
    """Return the leading case with a line on the case that follows it from now on."""
    return _noted(master, case, JOINED, act)


def note_follower(master: Case, case: Case, act: Act) -> tuple[Case, list[CaseChanged]] | None:
    """Return the leading case with a line on who follows it or does no more; None if it has it."""
    noted = [s.action for s in master.timeline if s.action in {JOINED, LEFT} and s.text == case.id]
    wanted = JOINED if case.merged_into == master.id else LEFT
    if (noted[-1] if noted else LEFT) == wanted:
        return None
    return _noted(master, case, wanted, act)


def _noted(master: Case, case: Case, what: str, act: Act) -> tuple[Case, list[CaseChanged]]:
    step = system_step(what, case.id, master, act)
    after = replace(
        master,
        timeline=(*master.timeline, step),
        changed_at=act.now,
        version=master.version + 1,
    )
    return after, [_event(after, what, act)]


def _event(master: Case, action: str, act: Act) -> CaseChanged:
    return CaseChanged(
        key=master.id,
        version=master.version,
        occurred_at=act.now,
        action=action,
        state=master.state.value,
    )
