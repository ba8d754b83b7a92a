"""Annulment 撤销 and alteration 变更 of a decision that took effect, recorded and confirmed.

Reconsideration, a court or the department itself changes it; the articles were not read in their
text. That a second person confirms, and that an alteration never makes the decision harder, are
settings of the platform: what is to be harder takes a decision of its own.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, CaseState, Step
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.decision_change import ChangeKind, DecisionChange
from services.complaints.domain.cases.field_rule import YES
from services.complaints.domain.cases.handling import Decision
from services.complaints.domain.cases.problems import need_day, need_text, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.refunds import altered
from services.complaints.domain.cases.standing import Need, Standing
from services.complaints.domain.catalogue.weighing import round_money
from shared.errors import FieldError
from shared.words import N_

RECORDED, CONFIRMED = "record_annulment", "confirm_annulment"
DONE_CLOSED, ALTERED, SENT_BACK = "annulled_closed", "altered", "send_back"
_SUMS = ("fine", "refund")


def record_annulment(case: Case, values: Values, act: Act) -> Change:
    """Keep that a decision was annulled or altered; a second person confirms it.

    Values: `what` (`annulled` or `altered`), `by`, `document_no`, `on`; for an alteration `fine`,
    `refund` (CNY) and `level` as they stand since; `text`.

    Raises:
        Invalid: the day lies before service or after today, a sum is missing or grew.
    """
    decision = _decision(case)
    on = date.fromisoformat(values["on"])
    served_on = case.service.served_on if case.service else None
    raise_if_any(
        need_day("on", on, earliest=served_on, latest=act.today), *_sums_unfit(values, decision)
    )
    return Change(case=case)


def confirm_annulment(case: Case, values: Values, act: Act) -> Change:
    """Let what was recorded take effect, or send it back with words.

    Values: `approve` (`yes` or `no`), `text`.
    """
    if values["approve"] != YES:
        raise_if_any(need_text("text", values.get("text", "")))
        return Change(case=case, outcome=SENT_BACK)
    change = _change(_decision(case), _told(case), act)
    annulled = change.kind is ChangeKind.ANNULLED
    refund = Decimal(0) if annulled else change.new_refund
    after = replace(case, decision=_changed(_decision(case), change))
    if case.refunds:
        after = replace(after, refunds=altered(case.refunds, refund))
    outcome = "done" if annulled else ALTERED
    if annulled and case.state is CaseState.CLOSED:
        outcome = DONE_CLOSED
    return Change(case=after, outcome=outcome, done_on=change.effective_on)


def _changed(decision: Decision, change: DecisionChange) -> Decision:
    return replace(
        decision,
        fine=change.new_fine,
        refund=change.new_refund,
        level=change.new_level,
        changes=(*decision.changes, change),
    )


def _change(decision: Decision, values: Values, act: Act) -> DecisionChange:
    kind = ChangeKind(values["what"])
    new = values if kind is ChangeKind.ALTERED else {}
    return DecisionChange(
        kind=kind,
        by=values["by"],
        document_no=values["document_no"],
        former_no=decision.standing_no,
        effective_on=date.fromisoformat(values["on"]),
        fine=decision.fine,
        refund=decision.refund,
        level=decision.level,
        new_fine=_sum(new, "fine", decision.fine),
        new_refund=_sum(new, "refund", decision.refund),
        new_level=new.get("level") or decision.level,
        confirmed_by=act.sub,
        confirmed_at=act.now,
    )


def _sum(values: Values, name: str, before: Decimal) -> Decimal:
    return round_money(Decimal(values[name])) if values.get(name) else before


def _sums_unfit(values: Values, decision: Decision) -> list[FieldError | None]:
    if values["what"] != ChangeKind.ALTERED:
        return []
    before = {"fine": decision.fine, "refund": decision.refund}
    missing = [need_text(name, values.get(name, "")) for name in (*_SUMS, "level")]
    harder = [
        FieldError(name, N_("金额不能大于 %(most)s"), {"most": f"{before[name]:.2f}"})
        for name in _SUMS
        if values.get(name) and Decimal(values[name]) > before[name]
    ]
    return [*missing, *harder]


def _told(case: Case) -> Values:
    step = waiting(case)
    if step is None:
        raise ValueError("nothing waits to be confirmed")
    return step.values


def waiting(case: Case) -> Step | None:
    """Return the annulment or alteration that was recorded and not confirmed, or None."""
    steps = [step for step in case.timeline if step.action in {RECORDED, CONFIRMED}]
    return steps[-1] if steps and steps[-1].action == RECORDED else None


def _decision(case: Case) -> Decision:
    if case.decision is None:
        raise ValueError("a case without a decision has no such step")
    return case.decision


def _decision_stands(now: Standing) -> FieldError | None:
    decision = now.case.decision
    if decision is None or now.case.service is None:
        return FieldError("", N_("没有已经生效的决定"))
    return FieldError("", N_("决定已经撤销")) if decision.annulled else None


def _annulment_recorded(now: Standing) -> FieldError | None:
    return None if waiting(now.case) else FieldError("", N_("没有等待确认的撤销或者变更"))


def _no_annulment_waits(now: Standing) -> FieldError | None:
    waits = waiting(now.case)
    return FieldError("", N_("撤销或者变更还没有确认")) if waits else None


ANNULLING_NEEDS: dict[str, Need] = {
    "decision_stands": _decision_stands,
    "annulment_recorded": _annulment_recorded,
    "no_annulment_waits": _no_annulment_waits,
}
