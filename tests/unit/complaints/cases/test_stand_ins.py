"""Who is told of a case while its officer is away."""

from dataclasses import replace
from datetime import date

from services.complaints.domain.cases.officer import Absence, Officer, who_handles
from tests.complaints import LINZHIYUAN, NOW, SUQING, a_case

TODAY = date(2026, 11, 23)
LATER = date(2026, 11, 30)


def officer(sub: str, stand_in: str = "", until: date = LATER) -> Officer:
    away = Absence(stand_in=stand_in, from_on=TODAY, to_on=until) if stand_in else None
    return Officer(sub=sub, name=sub, department="hy-market", seen_at=NOW, away=away)


def told(*officers: Officer, named: tuple[str, ...] = ("linzhiyuan",), on: date = TODAY) -> str:
    case = replace(a_case(), officers=named, recused=("recused",))
    return who_handles(case, officers, on)


def test_the_officer_in_charge_is_told_while_at_work_or_unknown_to_the_directory():
    assert told() == told(officer(LINZHIYUAN.sub)) == LINZHIYUAN.sub
    assert told(officer("linzhiyuan", "suqing"), on=date(2026, 12, 1)) == LINZHIYUAN.sub


def test_whoever_stands_in_is_told_and_so_on_where_that_one_is_away_too():
    assert told(officer("linzhiyuan", "suqing")) == SUQING.sub
    assert told(officer("linzhiyuan", "suqing"), officer("suqing", "luyao")) == "luyao"


def test_where_nobody_stands_in_the_next_officer_of_the_case_is_told():
    each = (officer("linzhiyuan", "recused"), officer("suqing"))
    assert told(*each, named=("linzhiyuan", "suqing")) == SUQING.sub
    ring = (officer("linzhiyuan", "luyao"), officer("luyao", "linzhiyuan"))
    assert told(*ring, named=("linzhiyuan", "suqing")) == SUQING.sub
    assert told(*ring) == LINZHIYUAN.sub
