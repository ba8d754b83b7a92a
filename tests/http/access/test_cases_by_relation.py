"""Role by relation: who reads a case as the own, as one of the department, as anybody's."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from shared.principal import Principal, Role
from tests.complaints import HANBING, LINZHIYUAN, LUHENG, SHENJI, SHENYUE, SUQING, XUKEXIN, ZHOULAN
from tests.http.access.askers import a_person
from tests.journeys.product import Product, without_broker
from tests.journeys.story import file

pytestmark = pytest.mark.engines
CASE, NONE = "HY-2026-00001-1", "HY-2026-99999-1"
COLLEAGUE = a_person(Role.ENTERPRISE, sub="colleague", uscc=ZHOULAN.uscc or "")
PARTNER = a_person(Role.OFFICER, sub="partner", department="hy-port-office")
OTHER_BRANCH = a_person(Role.OFFICER, sub="other", department="hy-transport")
OTHER_CITY = a_person(Role.SUPERVISOR, sub="jx", department="jx-port-office", city="jiaxing")
OWN_FIRM = a_person(Role.OFFICER, sub="moonlighter", uscc=XUKEXIN.uscc or "")
# Each row: the relation to the case, who, and which pages of the case are shown: those of the
# own case, those of work, those that only the department in charge opens.
RELATIONS: tuple[tuple[str, Principal, bool, bool, bool], ...] = (
    ("reporter", ZHOULAN, True, False, False),
    ("colleague of the reporter's firm", COLLEAGUE, True, False, False),
    ("respondent, before anything is released", XUKEXIN, False, False, False),
    ("another firm", SHENYUE, False, False, False),
    ("officer of the lead department", LINZHIYUAN, False, True, True),
    ("another officer of the lead department", SUQING, False, True, True),
    ("officer of a partner department", PARTNER, False, True, False),
    ("officer of a department without a part in it", OTHER_BRANCH, False, False, False),
    ("officer of the other city", LUHENG, False, False, False),
    ("officer of the lead department with a hand in the respondent", OWN_FIRM, False, False, False),
    ("supervisor of the city", HANBING, False, True, False),
    ("supervisor of the other city", OTHER_CITY, False, False, False),
    ("clerk", a_person(Role.CLERK), False, False, False),
    ("credit officer", a_person(Role.CREDIT_OFFICER), False, False, False),
    ("agency", a_person(Role.AGENCY), False, False, False),
    ("auditor", SHENJI, False, True, False),
    ("administrator", a_person(Role.ADMIN), False, False, False),
)
OWN = ("/complaints/mine/{}", "/complaints/mine/{}/receipt", "/api/complaints/{}")
WORK = ("/complaints/cases/{}", "/complaints/cases/{}/trail", "/api/cases/{}")
CHARGE = ("/complaints/cases/{}/identity",)


@pytest.fixture(scope="module")
def product(mongo_url, tmp_path_factory) -> Iterator[Product]:
    root = tmp_path_factory.mktemp("product")
    with without_broker(mongo_url, "http://127.0.0.1:1", root) as product:
        assert file(product)["id"] == CASE
        yield product


@pytest.mark.parametrize(
    ("who", "own", "work", "charge"),
    [row[1:] for row in RELATIONS],
    ids=[row[0] for row in RELATIONS],
)
def test_a_case_is_read_by_whom_it_concerns(product, who, own, work, charge):
    client = product.person("complaints", who)
    for addresses, shown in ((OWN, own), (WORK, work), (CHARGE, charge)):
        for address in addresses:
            answer = client.get(address.format(CASE))
            assert (answer.status_code == 200) is shown, (address, answer.status_code)
            if not shown:
                assert answer.status_code in {403, 404}, (address, answer.status_code)
                told = text_of(answer) == text_of(client.get(address.format(NONE)))
                assert told is not (work and addresses is CHARGE), address


OFFICERS = [row for row in RELATIONS if row[1].role is Role.OFFICER]


@pytest.mark.parametrize(
    ("who", "work", "charge"),
    [(row[1], *row[3:]) for row in OFFICERS],
    ids=[row[0] for row in OFFICERS],
)
def test_an_action_is_open_to_the_department_in_charge(product, who, work, charge):
    client = product.person("complaints", who)
    taken, none = (
        client.post(
            f"/api/cases/{case}/actions/record_service",
            json={"served_on": "2026-11-23", "way": "direct", "proof": "回证"},
            headers={"Idempotency-Key": "relation-0001"},
        )
        for case in (CASE, NONE)
    )
    assert none.status_code == 404
    assert taken.status_code == (409 if charge else 403 if work else 404)
    if not work:
        assert text_of(taken) == text_of(none)


def text_of(answer: Any) -> str:
    """Return what an answer says, without the number asked for and the number of the request."""
    text = answer.get_data(as_text=True).replace(CASE, NONE)
    start, end = text.find("<main"), text.find("</main>")
    return re.sub(r"[0-9a-f]{32}", "", text[start:end] if start >= 0 else text)
