"""A form for any step of any track: mostly one that fits, sometimes one that does not."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.field_rule import FieldKind, FieldRule
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.track import ActionRule, Track
from tests.complaints import FORWARDER, SUQING, TERMINAL
from tests.unit.complaints.cases.story import FINDING, PENALTY

TEXTS = ("已核实。", "电话联系周岚，号码13812346120。", "zhoulan@xian.example 来信。", "")
Choose = Callable[[Sequence[Any]], Any]


def form_of(rule: ActionRule, case: Case, track: Track, today: date, choose: Choose) -> Any | None:
    """Return a form for the action, None where only the service itself takes it."""
    if rule.is_recorded:
        values = {field.name: _value(field, case, track, today, choose) for field in rule.fields}
        return RecordedStep(action=rule.code, values=values)
    make = _CODED.get(rule.code)
    return make(case, today, choose) if make else None


def _value(field: FieldRule, case: Case, track: Track, today: date, choose: Choose) -> str:
    fits = choose(range(20)) > 0
    if not fits:
        return str(choose(["", "？", "2026-13-40", "-1"]))
    return str(choose(_fitting(field, case, track, today)))


def _fitting(field: FieldRule, case: Case, track: Track, today: date) -> list[str]:
    near = [(today + timedelta(days=days)).isoformat() for days in (0, -1, -3, 2)]
    by_kind: Mapping[FieldKind, list[str]] = {
        FieldKind.DATE: near,
        FieldKind.REASON: [row.code for row in track.reasons.get(field.reasons or "", ())],
        FieldKind.YES_NO: ["yes", "no"],
        FieldKind.AMOUNT: ["48.00", "10.00", "0"],
        FieldKind.COUNT: ["1", "5", "15", "30"],
        FieldKind.DEPARTMENT: ["hy-market", "hy-port-office", "hy-transport"],
        FieldKind.OFFICER: [SUQING.sub],
        FieldKind.CLOCK: [clock.code for clock in case.clocks],
        FieldKind.PAUSED_CLOCK: [clock.code for clock in case.clocks],
        FieldKind.REFUND: ["1", "2"],
        FieldKind.STOP: sorted({s for clock in case.clocks for s in clock.stops or ()}),
    }
    return by_kind.get(field.kind, list(TEXTS)) or ["？"]


def _begin(_case: Case, _today: date, choose: Choose) -> Any:
    return forms.BeginCheck(officers=choose([(), (SUQING.sub,)]))


def _propose(_case: Case, _today: date, choose: Choose) -> Any:
    outcome, ground = choose([("filed", "F19"), ("not_filed", "N20-1")])
    return forms.ProposeFiling(outcome=outcome, ground=ground, text=choose(TEXTS))


def _decide(_case: Case, _today: date, choose: Choose) -> Any:
    return forms.DecideFiling(confirm=choose(range(5)) > 0, text="意见")


def _find(case: Case, _today: date, choose: Choose) -> Any:
    findings = tuple(
        forms.LineFindingForm(
            no=line.no,
            upheld=(upheld := choose((True, False))),
            violation="V2" if upheld else None,
            over=FINDING.over if upheld else None,
        )
        for line in case.lines
    )
    return forms.RecordFinding(findings=findings)


def _notice(_case: Case, today: date, _choose: Choose) -> Any:
    return forms.GiveNotice(given_on=today, way="direct", text="告知")


def _defend(_case: Case, today: date, choose: Choose) -> Any:
    came, waived = choose((True, False)), choose((True, False))
    return forms.RecordDefence(
        received_on=today if came else None,
        text="申辩",
        hearing_requested=came and not waived,
        waived=came and waived,
    )


def _hear(_case: Case, today: date, _choose: Choose) -> Any:
    return forms.RecordHearing(held_on=today, text="听证")


def _draft(case: Case, _today: date, choose: Choose) -> Any:
    kind = choose(["penalty", "correction", "no_penalty"])
    return forms.DraftDecision(
        **vars(PENALTY)
        | {
            "kind": kind,
            "fine": PENALTY.fine if kind == "penalty" else Decimal(0),
            "refund": Decimal(0) if kind == "no_penalty" else PENALTY.refund,
            "respondent_uscc": case.respondent.uscc or TERMINAL,
        }
    )


def _approve(case: Case, _today: date, choose: Choose) -> Any:
    code = choose([case.respondent.uscc or "", case.respondent.uscc or "", "91"])
    return forms.ApproveDecision(
        approve=choose(range(4)) > 0, respondent_uscc=code, text="意见", document_no="61号"
    )


def _correct(_case: Case, _today: date, choose: Choose) -> Any:
    code = choose([TERMINAL, FORWARDER])
    return forms.CorrectRespondent(respondent_uscc=code, respondent_name="甲公司", text="执照")


def _serve(_case: Case, today: date, _choose: Choose) -> Any:
    return forms.RecordService(served_on=today, way="post", proof="回证，周岚代收")


def _tell(_case: Case, today: date, _choose: Choose) -> Any:
    return forms.ReporterTold(told_on=today)


def _close(_case: Case, _today: date, _choose: Choose) -> Any:
    return forms.CloseCase()


_CODED: Mapping[str, Callable[[Case, date, Choose], Any]] = {
    "begin_check": _begin,
    "propose_filing": _propose,
    "decide_filing": _decide,
    "record_finding": _find,
    "give_notice": _notice,
    "record_defence": _defend,
    "record_hearing": _hear,
    "draft_decision": _draft,
    "approve_decision": _approve,
    "correct_respondent": _correct,
    "record_service": _serve,
    "reporter_told": _tell,
    "close": _close,
}
