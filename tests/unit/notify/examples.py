"""Valid examples of what notify deals with; a test says only what matters to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from services.notify.domain.channels.patience import Patience
from services.notify.domain.messages.facts import facts_of
from services.notify.domain.messages.message import Message, State
from services.notify.domain.messages.words import Words
from services.notify.domain.plans.plan import Basis, Channel, Lane, LegalClass, Role
from services.notify.domain.plans.planning import message_id
from shared.events.case_events import (
    CaseChanged,
    CaseClosed,
    CaseFiled,
    CasePressed,
    CaseTransferred,
    DeadlinesRecounted,
    DecisionChanged,
    DecisionServed,
    FilingDecided,
    ReporterWrote,
    RespondentAsked,
)
from shared.events.credit_events import ScoreChanged
from shared.events.task_events import CaseTaskPressed, CaseTaskTold

NOW = datetime(2026, 4, 30, 2, 0, tzinfo=UTC)
CASE = "HY-2026-04172-1"
REPORTER = f"{CASE}/reporter"
RESPONDENT = "91370687300000010P"
EVENT_ID = "e" * 40


def case_filed(**changes: Any) -> CaseFiled:
    filed = CaseFiled(
        key=CASE,
        version=1,
        occurred_at=NOW,
        city="haiyang",
        track="price_report",
        department="hy-market",
        due_on=date(2026, 5, 25),
        title="云屿集装箱码头 吊装移位费",
        respondent_uscc=RESPONDENT,
        charged=Decimal("3810.00"),
        over=Decimal("308.00"),
        secret=True,
        reporter_ref=REPORTER,
    )
    return replace(filed, **changes)


def filing_decided(**changes: Any) -> FilingDecided:
    decided = FilingDecided(
        key=CASE,
        version=4,
        occurred_at=NOW,
        outcome="filed",
        ground="F1",
        department="hy-market",
        respondent_uscc=RESPONDENT,
        reporter_ref=REPORTER,
        due_on=date(2026, 7, 29),
        decision_due_on=date(2026, 10, 20),
    )
    return replace(decided, **changes)


def case_transferred(**changes: Any) -> CaseTransferred:
    transferred = CaseTransferred(
        key=CASE,
        version=4,
        occurred_at=NOW,
        city="haiyang",
        track="price_report",
        action="transfer",
        department="hy-transport",
        due_on=date(2026, 7, 29),
        reporter_ref=REPORTER,
    )
    return replace(transferred, **changes)


def reporter_wrote(**changes: Any) -> ReporterWrote:
    wrote = ReporterWrote(
        key=CASE, version=5, occurred_at=NOW, city="haiyang", department="hy-market"
    )
    return replace(wrote, **changes)


def deadlines_recounted(**changes: Any) -> DeadlinesRecounted:
    recounted = DeadlinesRecounted(
        key=CASE,
        version=6,
        occurred_at=NOW,
        city="haiyang",
        department="hy-market",
        limit="T-FILE",
        title_zh="决定是否立案",
        title_en="Decide whether to file",
        was_due_on=date(2027, 1, 8),
        due_on=date(2027, 1, 11),
        count=1,
    )
    return replace(recounted, **changes)


def case_pressed(**changes: Any) -> CasePressed:
    pressed = CasePressed(
        key=CASE,
        version=7,
        occurred_at=NOW,
        city="haiyang",
        department="hy-market",
        limit="T-FILE",
        title_zh="决定是否立案",
        title_en="Decide whether to file",
        due_on=date(2027, 1, 11),
        rung="S-LATE-3",
        rung_zh="逾期 3 个工作日：报口岸办",
        rung_en="3 working days overdue: reported to the port office",
        officer_ref=f"{CASE}/officer",
        department_told="hy-market",
        port_office="hy-port-office",
    )
    return replace(pressed, **changes)


def decision_served(**changes: Any) -> DecisionServed:
    served = DecisionServed(
        key=CASE,
        version=9,
        occurred_at=NOW,
        document_no="海市监价罚〔2026〕第7号",
        department="hy-market",
        respondent_uscc=RESPONDENT,
        served_on=date(2026, 6, 3),
        reporter_ref=REPORTER,
    )
    return replace(served, **changes)


def decision_changed(**changes: Any) -> DecisionChanged:
    changed = DecisionChanged(
        key=CASE,
        version=12,
        occurred_at=NOW,
        change="altered",
        document_no="海市监价罚〔2026〕第7号",
        changed_by_no="海政复决〔2026〕第3号",
        department="hy-market",
        respondent_uscc=RESPONDENT,
        effective_on=date(2026, 9, 1),
    )
    return replace(changed, **changes)


def case_changed(**changes: Any) -> CaseChanged:
    changed = CaseChanged(
        key=CASE,
        version=3,
        occurred_at=NOW,
        action="accept",
        state="accepted",
        track="fee_dispute",
        department="hy-market",
        held_on=date(2026, 6, 9),
        reporter_ref=REPORTER,
        respondent_uscc=RESPONDENT,
    )
    return replace(changed, **changes)


def case_closed(**changes: Any) -> CaseClosed:
    closed = CaseClosed(
        key=CASE,
        version=14,
        occurred_at=NOW,
        track="price_report",
        department="hy-market",
        reporter_ref=REPORTER,
    )
    return replace(closed, **changes)


def task_told(**changes: Any) -> CaseTaskTold:
    told = CaseTaskTold(
        key=CASE,
        version=4,
        occurred_at=NOW,
        act="opened",
        task=1,
        city="haiyang",
        department="hy-market",
        department_told="hy-transport",
        due_on=date(2026, 6, 12),
        officer_ref=None,
    )
    return replace(told, **changes)


def task_pressed(**changes: Any) -> CaseTaskPressed:
    pressed = CaseTaskPressed(
        key=CASE,
        version=7,
        occurred_at=NOW,
        task=1,
        city="haiyang",
        department="hy-market",
        department_told="hy-transport",
        due_on=date(2026, 6, 12),
        rung="S-LATE-3",
        rung_zh="逾期 3 个工作日：报口岸办",
        rung_en="3 working days overdue: reported to the port office",
        officer_ref=f"{CASE}/officer",
        port_office="hy-port-office",
    )
    return replace(pressed, **changes)


def score_changed(**changes: Any) -> ScoreChanged:
    changed = ScoreChanged(
        key=RESPONDENT,
        version=3,
        occurred_at=NOW,
        score=Decimal("870.00"),
        grade="A",
        previous_score=Decimal("900.00"),
        previous_grade="AA",
        pack="default-2026",
        line_codes=("P-ORDINARY",),
        as_of=date(2026, 6, 3),
    )
    return replace(changed, **changes)


def respondent_asked(**changes: Any) -> RespondentAsked:
    asked = RespondentAsked(
        key=CASE,
        version=4,
        occurred_at=NOW,
        department="hy-market",
        respondent_uscc=RESPONDENT,
        until=date(2026, 6, 20),
    )
    return replace(asked, **changes)


EVENTS = (
    case_filed(),
    case_transferred(),
    filing_decided(),
    reporter_wrote(),
    deadlines_recounted(),
    case_pressed(),
    decision_served(),
    decision_changed(),
    case_changed(),
    case_closed(),
    task_told(),
    task_told(act="answered", department_told="hy-market", officer_ref=f"{CASE}/officer"),
    task_told(act="withdrawn"),
    task_pressed(),
    respondent_asked(),
    score_changed(),
)


def basis(**changes: Any) -> Basis:
    ground = Basis(
        effective_from=date(2020, 1, 1),
        effective_to=None,
        province=None,
        city=None,
        kind="design",
        text="test",
        verified=True,
    )
    return replace(ground, **changes)


def patience(**changes: Any) -> Patience:
    setting = Patience(
        channel=Channel.EMAIL,
        first=timedelta(seconds=30),
        longest=timedelta(hours=1),
        tries=3,
        lease=timedelta(minutes=3),
        basis=basis(),
    )
    return replace(setting, **changes)


def a_message(**changes: Any) -> Message:
    channel = changes.get("channel", Channel.EMAIL)
    ref = changes.get("recipient_ref", REPORTER)
    event_id = changes.get("event_id", EVENT_ID)
    message = Message(
        id=message_id(event_id, ref, channel),
        event_id=event_id,
        event_type="case.filed.v1",
        occurred_at=NOW,
        case_id=CASE,
        role=Role.REPORTER,
        recipient_ref=ref,
        channel=channel,
        lane=Lane.TRANSACTIONAL,
        legal_class=LegalClass.PROCEDURAL,
        limit_code=None,
        template="case-filed-reporter",
        template_version=1,
        link="/complaints/mine/${case_no}",
        facts=facts_of(case_filed()),
        state=State.DUE,
        since=NOW,
        created_at=NOW,
        next_due=NOW,
    )
    return replace(message, **changes)


HY_MARKET = Words(zh="市市场监管局", en="Haiyang Market Regulation Bureau")
