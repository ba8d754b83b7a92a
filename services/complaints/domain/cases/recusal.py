"""Recusal 回避 of an officer: one asks, another decides, the officer takes no further step."""

from dataclasses import replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.field_rule import YES
from services.complaints.domain.cases.handling import AskedRecusal
from services.complaints.domain.cases.problems import need_text, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from shared.errors import FieldError, Forbidden
from shared.words import N_


def ask_recusal(case: Case, values: Values, act: Act) -> Change:
    """Keep whose recusal is asked for and why; until it is decided, the officer goes on.

    Values: `officer` (`sub`, one's own or a colleague's), `ground`, `text`.

    Raises:
        Invalid: that officer is off the case already.
    """
    officer = values["officer"]
    if officer in case.recused:
        raise_if_any(FieldError("officer", N_("这名承办人已经回避")))
    asked = AskedRecusal(
        officer=officer, ground=values["ground"], asked_by=act.sub, asked_at=act.now
    )
    return Change(case=replace(case, asked_recusal=asked))


def decide_recusal(case: Case, values: Values, act: Act) -> Change:
    """Take the officer off the case, or refuse with words. Values: `approve`, `text`.

    Raises:
        Forbidden: it is the own recusal.
    """
    asked = case.asked_recusal
    if asked is None:
        raise ValueError("no recusal was asked for")
    if asked.officer == act.sub:
        raise Forbidden(N_("是否回避由另一名承办人或者口岸办决定，不能自己决定"))
    decided = replace(case, asked_recusal=None)
    if values["approve"] != YES:
        raise_if_any(need_text("text", values.get("text", "")))
        return Change(case=decided)
    officers = tuple(sub for sub in case.officers if sub != asked.officer)
    recused = tuple(dict.fromkeys((*case.recused, asked.officer)))
    return Change(case=replace(decided, officers=officers, recused=recused))
