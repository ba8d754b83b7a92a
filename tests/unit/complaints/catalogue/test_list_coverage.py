"""Which bodies have published what they charge."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.complaints.domain.catalogue.lists.charge_list import Body
from services.complaints.domain.catalogue.lists.coverage import Charged, coverage
from tests.complaints import FORWARDER, TERMINAL, TERMINAL_NAME, rules

TODAY = date(2026, 11, 23)
TALLY = Body(name="海阳某理货有限公司", uscc=FORWARDER)


def charged(case_id="HY-1", body=TALLY, item="加急费", finding="needs_officer"):
    return Charged(case_id=case_id, body=body, item=item, finding=finding)


def of(*told, day=TODAY, catalogue=None):
    return coverage(told, catalogue or rules().catalogue, city="haiyang", day=day)


def test_a_body_of_a_case_without_a_list_comes_first_with_its_cases():
    found = of(charged(), charged("HY-2"), charged("HY-2", item="夜间费"))
    first = found.bodies[0]
    assert (first.body, first.covered, first.cases) == (TALLY, False, 2)
    assert found.covered == len(found.bodies) - 1
    assert found.percent is not None
    assert found.percent < 100
    assert [(each.item, each.cases) for each in found.gaps] == [("加急费", 2), ("夜间费", 1)]


def test_a_body_is_known_again_by_its_code_or_by_its_name_without_legal_form():
    by_code = charged(body=Body(name="云屿码头", uscc=TERMINAL), finding="above")
    by_name = charged("HY-2", body=Body(name=TERMINAL_NAME.replace("有限公司", "")))
    found = of(by_code, by_name)
    [terminal] = [each for each in found.bodies if each.body.uscc == TERMINAL]
    assert (terminal.covered, terminal.cases) == (True, 2)
    assert len(found.bodies) == len(of().bodies)


def test_a_list_that_has_ended_covers_nobody():
    base = rules().catalogue
    ended = [replace(each, known_to=date(2026, 1, 1)) for each in base.lists]
    found = of(catalogue=replace(base, lists=tuple(ended)))
    assert found.bodies
    assert found.covered == 0
    assert found.percent == Decimal("0.0")
    assert of(catalogue=replace(base, lists=())).percent is None


def test_the_share_is_never_rounded_up_to_the_promise():
    one_of_many = [charged(f"HY-{n}", body=Body(name=f"甲{n}货代")) for n in range(2000)]
    found = of(*one_of_many)
    assert found.percent is not None
    assert found.percent < Decimal(1)
