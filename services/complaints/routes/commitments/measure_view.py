"""What the pages of the board show."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import request

from services.complaints.container import Container
from services.complaints.domain.commitments.measure import (
    Act,
    Entry,
    Measure,
    State,
    may_report,
    may_supervise,
)
from services.complaints.domain.commitments.wording import number_text
from services.complaints.domain.parties.party_rules import Duty
from services.complaints.domain.search.visibility import may_see
from services.complaints.routes.cases.work.staff_names import staff_of
from services.complaints.routes.commitments.check_form import COUNTED, UNIT_WORDS, VALUE_WORDS
from services.complaints.usecases.commitments.board import (
    PER_CASE,
    BoardRow,
    BoardRules,
    board,
)
from services.complaints.usecases.commitments.read_report import figures_of
from shared.clock import local_date
from shared.principal import Principal, Role
from shared.web.forms import FormErrors
from shared.web.identity import principal
from shared.web.language import say, words
from shared.web.places import place_name
from shared.words import N_

MOST_COUNTED = 10_000
MOST_SHOWN = 20
MOST_EARLIER = 500
FEW = 5
OFFICIALS = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR})
STATES: Mapping[State, str] = {
    State.NOTHING: N_("还没有填报"),
    State.REPORTED: N_("等待审核"),
    State.ACCEPTED: N_("已审核"),
    State.RETURNED: N_("已退回"),
}
ACTS: Mapping[Act, str] = {
    Act.REPORTED: N_("填报"),
    Act.ACCEPTED: N_("审核通过"),
    Act.RETURNED: N_("退回"),
    Act.REMINDED: N_("催办"),
}
SHOWN = (("", N_("全部")), ("out", N_("需要注意")), ("waiting", N_("等待审核")))


def board_values(args: Mapping[str, str], c: Container) -> dict[str, Any]:
    """Return the values of the board: one city, all its rows or those that stand out."""
    person = principal()
    city = _city(args, person, c)
    only = args.get("only", "")
    inside = is_inside(person, city)
    duties = [duty for duty in c.rules.parties.duties if duty.city == city]
    rows = board(duties, c.measures.of_city(city), rules=rules_of(c), now=c.now(), inside=inside)
    return {
        "city": city,
        "cities": [
            (each, place_name(each), _address(each, only)) for each in c.rules.parties.cities
        ],
        "only": only,
        "tabs": [
            (say(text), _address(city, value), len(_chosen(rows, value)), value == only)
            for value, text in SHOWN
            if inside or value != "waiting"
        ],
        "rows": _chosen(rows, only),
        "notice": c.rules.parties.city(city).notice,
        "cited": {
            each: _cited(each, c, inside=inside)
            for each in dict.fromkeys(row.duty.measure for row in rows)
        },
        "inside": inside,
        **_shared(c),
    }


def measure_values(
    duties: Sequence[Duty],
    person: Principal | None,
    c: Container,
    wrong: tuple[str, Act, FormErrors] | None,
) -> dict[str, Any]:
    """Return the values of one measure; `wrong` is the form that comes back."""
    city, measure = duties[0].city, duties[0].measure
    inside = is_inside(person, city)
    rows = board(duties, c.measures.of_city(city), rules=rules_of(c), now=c.now(), inside=inside)
    row, act, errors = wrong or ("", None, None)
    cases = c.cases.cases.citing(measure, most=MOST_SHOWN) if inside else []
    histories = {r.duty.key: _history(r.measure, c) for r in rows} if inside else {}
    return {
        "measure": measure,
        "rows": rows,
        "inside": inside,
        "reports": {d.key: may_report(person, d) for d in duties},
        "supervises": may_supervise(person, duties[0]),
        "figures": {r.duty.key: figures_of(r.commitment) for r in rows},
        "histories": histories,
        "names": staff_of({e.department for each in histories.values() for e in each}, c),
        "cited": _cited(measure, c, inside=inside),
        "cases": [case for case in cases if person is not None and may_see(person, case)],
        "wrong_row": row,
        "wrong_act": act,
        "errors": errors,
        "typed": request.form,
        "today": local_date(c.now()),
        **_shared(c),
    }


def rules_of(c: Container) -> BoardRules:
    """Return the rules a board is made from."""
    return BoardRules(parties=c.rules.parties, commitments=c.commitments, calendar=c.rules.calendar)


def is_inside(person: Principal | None, city: str) -> bool:
    """Tell whether somebody sees reports that are not accepted yet, and what was said of them."""
    if person is None or person.scopes or person.role not in OFFICIALS:
        return False
    return person.role is Role.AUDITOR or person.city == city


def _history(measure: Measure, c: Container) -> Sequence[Entry]:
    """Return the entries of a measure, oldest first, with the last of those kept apart."""
    if not measure.earlier:
        return measure.history
    earlier = c.measures.earlier(measure.id, before=measure.earlier, most=MOST_EARLIER)
    return (*earlier, *measure.history)


def _cited(measure: str, c: Container, *, inside: bool) -> int | str:
    """Return how many cases rest on a measure; outside a band, or one more would give a case away.

    A unit that is complained of would see the very day its measure came to be cited.
    """
    count = c.cases.cases.count_citing(measure, most=MOST_COUNTED if inside else FEW)
    if inside:
        return count
    return say(N_("5 件以上")) if count >= FEW else say(N_("不足 5 件"))


def _shared(c: Container) -> dict[str, Any]:
    units = c.rules.parties.departments
    return {
        "states": STATES,
        "acts": ACTS,
        "per_case": PER_CASE,
        "plain": number_text,
        "unit_words": UNIT_WORDS,
        "counted": COUNTED,
        "value_words": VALUE_WORDS,
        "most_counted": MOST_COUNTED,
        "unit_name": lambda unit: (
            words({"zh": units[unit].zh, "en": units[unit].en}) if unit in units else unit
        ),
    }


def _city(args: Mapping[str, str], person: Principal | None, c: Container) -> str:
    asked = args.get("city", "")
    if asked in c.rules.parties.cities:
        return asked
    if person is not None and person.city in c.rules.parties.cities:
        return person.city or ""
    return next(iter(c.rules.parties.cities))


def _chosen(rows: Sequence[BoardRow], only: str) -> list[BoardRow]:
    if only == "out":
        return [row for row in rows if row.stands_out]
    if only == "waiting":
        return [row for row in rows if row.measure.state is State.REPORTED]
    return list(rows)


def _address(city: str, only: str) -> str:
    return f"/complaints/measures?{urlencode({'city': city, **({'only': only} if only else {})})}"
