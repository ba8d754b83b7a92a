"""Repeated reports are handled together 并案, each with its own reporter.

Source: 市场监督管理投诉举报处理办法（总局令第121号） lets repeated reports be merged (article not
found). That the one received first leads, so that the earliest limits hold, is by design, and so
is that nothing but a price report at its start is merged (docs/adr/0019-merged-cases.md).
"""

from dataclasses import dataclass, replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.problems import raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.standing import Need, Standing
from shared.errors import FieldError
from shared.words import N_

MERGE, UNMERGE, RELATE = "merge", "unmerge", "relate"
OTHER = "other"
LEADING = frozenset(
    {CaseState.RECEIVED, CaseState.CHECKING, CaseState.FILING_PROPOSED, CaseState.FILED}
)
MOST_FOLLOWERS = 200


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """Other cases of the same reporter and about the same respondent, newest first."""

    of_reporter: tuple[Case, ...]
    about_respondent: tuple[Case, ...]


def merge(case: Case, values: Values, _act: Act) -> Change:
    """Let a case follow another one; its own limits wait until it is taken out again.

    Values: `other` (number of the leading case, looked at by `wrong_master`), `text` (why).
    """
    merged = replace(case, merged_into=values[OTHER], merged_from=case.state)
    return Change(case=replace(merged, state=CaseState.MERGED))


def unmerge(case: Case, _values: Values, _act: Act) -> Change:
    """Let a case go its own way again, in the state it was in, with the limits it had.

    Whether it is filed is decided and told anew.
    """
    state = case.merged_from or CaseState.RECEIVED
    alone = replace(case, merged_into=None, merged_from=None, reporter_told_on=None)
    return Change(case=replace(alone, state=state))


def relate(case: Case, values: Values, _act: Act) -> Change:
    """Note that another case has to do with this one.

    Values: `other`, `text`.

    Raises:
        Invalid: it is this case, or noted already.
    """
    other = values[OTHER]
    noted = other == case.id or other in case.related
    raise_if_any(FieldError(OTHER, N_("就是本案，或者已经关联")) if noted else None)
    return Change(case=replace(case, related=(*case.related, other)))


def wrong_master(case: Case, master: Case | None) -> FieldError | None:
    """Return why a case cannot follow another one; None where it can.

    The one received first leads: so its limits, the earliest of all, are those that hold. What is
    reported after a notice was given would be decided without a word of it to the respondent.
    Whoever may take no step on a case takes none on it by way of the leading one.
    """
    if master is None or master.id == case.id:
        return FieldError(OTHER, N_("没有这件案件，或者您没有查看的权限"))
    if (master.track, master.department) != (case.track, case.department):
        return FieldError(OTHER, N_("只能并入同一部门、同一程序的案件"))
    if not case.respondent.uscc or master.respondent.uscc != case.respondent.uscc:
        return FieldError(OTHER, N_("只能并入同一被反映单位的案件，代码须一致"))
    if master.filed_at > case.filed_at:
        return FieldError(OTHER, N_("那件案件收到在后；请把它并入本案，期限按最早的计算"))
    return _leads_no_more(case, master)


def _leads_no_more(case: Case, master: Case) -> FieldError | None:
    if master.state not in LEADING:
        return FieldError(
            OTHER, N_("那件案件已经并入别的案件、不予立案、告知处罚或者办结，不能再并入")
        )
    if not set(case.recused) <= set(master.recused):
        return FieldError(OTHER, N_("本案有承办人回避，在那件案件里也须先回避"))
    return None


def _leads_none(now: Standing) -> FieldError | None:
    return FieldError("", N_("已经并入别的案件")) if now.case.merged_into else None


def _misuse_proposed(now: Standing) -> FieldError | None:
    steps = [s.action for s in now.case.timeline if s.action in {"propose_misuse", "decide_misuse"}]
    waits = bool(steps) and steps[-1] == "propose_misuse"
    return None if waits else FieldError("", N_("没有人提出滥用投诉举报权利的意见"))


def _no_misuse_proposed(now: Standing) -> FieldError | None:
    waits = _misuse_proposed(now) is None
    return FieldError("", N_("已经提出意见，还没有决定")) if waits else None


def misuse_found(case: Case) -> bool:
    """Tell whether a supervisor decided last that the right to complain was misused."""
    decided = case.last("decide_misuse")
    return decided is not None and decided.values.get("approve") == "yes"


MERGING_NEEDS: dict[str, Need] = {
    "not_merged": _leads_none,
    "misuse_proposed": _misuse_proposed,
    "no_misuse_proposed": _no_misuse_proposed,
}
