"""Every trace of a case in one list: what was done with it and who looked at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.reading import CaseRead, ReadKind
from services.complaints.routes.cases.work.case_view import reason_names
from services.complaints.routes.cases.work.history_view import history_step
from services.complaints.usecases.cases.case_trail import CaseTrail
from shared.web.language import say, words
from shared.words import N_

DONE, LOOKED, IDENTITY = "done", "looked", "identity"
KINDS: Mapping[str, str] = {
    "": N_("全部"),
    DONE: N_("办理"),
    LOOKED: N_("查看"),
    IDENTITY: N_("查看身份"),
}
READS: Mapping[ReadKind, str] = {
    ReadKind.CASE: N_("查看案件"),
    ReadKind.IDENTITY: N_("查看身份和原文"),
    ReadKind.ATTACHMENT: N_("下载附件"),
    ReadKind.REFUSED: N_("查看身份被拒绝"),
    ReadKind.ADDRESS: N_("系统为发送通知取得举报人的联系方式"),
    ReadKind.ANSWER_LETTER: N_("打开请答复的信"),
}


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One trace; `kind` is `done`, `looked` or `identity`."""

    at: datetime
    who: str
    what: str
    why: str
    kind: str


def trail_values(trail: CaseTrail, kind: str, c: Container) -> dict[str, Any]:
    """Return the values of the page of traces, newest first; `kind` narrows the list."""
    kind = kind if kind in KINDS else ""
    traces = [_done(step, trail.case, c) for step in reversed(trail.case.timeline)]
    traces += [_looked(read, trail.case, c) for read in trail.reads]
    traces.sort(key=lambda trace: trace.at, reverse=True)
    address = f"/complaints/cases/{trail.case.id}/trail"
    counts = {name: sum(name in ("", each.kind) for each in traces) for name in KINDS}
    return {
        "tabs": [
            (say(text), f"{address}?kind={name}" if name else address, counts[name], name == kind)
            for name, text in KINDS.items()
        ],
        "traces": [each for each in traces if kind in ("", each.kind)],
        "more": trail.more,
    }


def _done(step: Step, case: Case, c: Container) -> Trace:
    told = history_step(step, case, c)
    return Trace(at=step.at, who=told.by, what=told.text, why=told.note, kind=DONE)


def _looked(read: CaseRead, case: Case, c: Container) -> Trace:
    department = c.rules.parties.departments.get(read.department or "")
    reason = reason_names(c.rules.track_of(case)).get(read.reason, read.reason)
    by_identity = read.kind in {ReadKind.IDENTITY, ReadKind.REFUSED}
    return Trace(
        at=read.at,
        who=f"{words(department)} {read.name}".strip(),
        what=say(READS[read.kind]),
        why=say(N_("；")).join(part for part in (reason, read.text) if part),
        kind=IDENTITY if by_identity else LOOKED,
    )
