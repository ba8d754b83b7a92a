"""Taking a case, proposing and deciding whether to file it.

Source: 市场监督管理行政处罚程序规定 arts 18 to 20.
"""

from dataclasses import replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change, change
from services.complaints.domain.cases.forms import (
    BeginCheck,
    CloseCase,
    DecideFiling,
    ProposeFiling,
    RecordTold,
    ReporterTold,
)
from services.complaints.domain.cases.handling import Filing, FilingOutcome
from services.complaints.domain.cases.problems import (
    need_day,
    need_reason,
    need_text,
    raise_if_any,
    too_long,
)
from shared.clock import local_date
from shared.errors import FieldError
from shared.words import N_

_LISTS = {FilingOutcome.FILED: ("filing",), FilingOutcome.NOT_FILED: ("not_filing",)}


@change.register
def begin_check(form: BeginCheck, case: Case, act: Act) -> Change:
    """Name at least two officers, the actor among them.

    Source: 价格违法行为行政处罚规定 art 15; 程序规定 art 19.
    """
    officers = tuple(dict.fromkeys((act.sub, *form.officers)))
    few = FieldError("officers", N_("至少确定两名承办人"))
    raise_if_any(few if len(officers) < 2 else None, too_long("text", form.text))
    return Change(case=replace(case, officers=officers), text=form.text)


@change.register
def propose_filing(form: ProposeFiling, case: Case, act: Act) -> Change:
    """Keep the proposal with its ground; nothing is decided yet."""
    known = form.outcome in set(FilingOutcome)
    raise_if_any(None if known else FieldError("outcome", N_("请选择立案或者不予立案")))
    outcome = FilingOutcome(form.outcome)
    raise_if_any(
        need_reason(act, _LISTS[outcome], form.ground, path="ground"),
        need_text("text", form.text),
    )
    filing = Filing(
        outcome=outcome,
        ground=form.ground,
        text=form.text,
        proposed_by=act.sub,
        proposed_at=act.now,
    )
    return Change(case=replace(case, filing=filing), text=form.text)


@change.register
def decide_filing(form: DecideFiling, case: Case, act: Act) -> Change:
    """Confirm the proposal, or send it back with words."""
    filing = case.filing
    if filing is None:
        raise ValueError("a case without a proposal cannot be in this state")
    if not form.confirm:
        raise_if_any(need_text("text", form.text))
        return Change(case=replace(case, filing=None), outcome="send_back", text=form.text)
    raise_if_any(too_long("text", form.text))
    decided = replace(filing, decided_by=act.sub, decided_at=act.now)
    text = form.text or filing.text
    return Change(case=replace(case, filing=decided), outcome=filing.outcome.value, text=text)


@change.register
def record_told(form: RecordTold, case: Case, act: Act) -> Change:
    """Record that an officer told the reporter, where the platform's message did not."""
    decided_at = case.filing.decided_at if case.filing else None
    earliest = local_date(decided_at) if decided_at else None
    raise_if_any(
        need_day("told_on", form.told_on, earliest=earliest, latest=act.today),
        need_reason(act, ("telling_way",), form.way, path="way"),
        need_text("text", form.text),
    )
    told = replace(case, reporter_told_on=form.told_on)
    return Change(case=told, text=form.text, done_on=form.told_on)


@change.register
def close(form: CloseCase, case: Case, _act: Act) -> Change:
    """Close the case; whether that is possible is asked before."""
    raise_if_any(too_long("text", form.text))
    return Change(case=case, text=form.text)


@change.register
def reporter_told(form: ReporterTold, case: Case, _act: Act) -> Change:
    """Note the day on which the reporter was told."""
    return Change(case=replace(case, reporter_told_on=form.told_on), done_on=form.told_on)
