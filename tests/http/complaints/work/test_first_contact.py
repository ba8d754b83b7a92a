"""The first contact with a named reporter at the pages, by the limits the product comes with."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.usecases.cases.note_overdue_cases import note_overdue_cases
from tests.complaints import LINZHIYUAN, NOW, product_rules
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
CALLED = {"on": "2026-11-23", "way": "phone"}


@pytest.fixture
def c(c):
    return replace(c, rules=product_rules())


def test_a_reporter_nobody_called_is_overdue_on_the_worklist_until_somebody_does(
    c, app, lin, case_id, clock
):
    lin.post("first_contact", **CALLED, reached="no", text="无人接听")
    clock.set(NOW + timedelta(days=2))
    assert note_overdue_cases(now=clock.now, ports=c.cases, rules=c.rules) == 1
    client = sign_in(app.test_client(), LINZHIYUAN)
    assert "已逾期，1 件" in client.get("/complaints/work").text
    assert "首次联系举报人" in lin.get()
    lin.post("first_contact", on="2026-11-25", way="phone", reached="yes")
    assert "已逾期，1 件" not in client.get("/complaints/work").text
    case = c.cases.cases.get(case_id)
    assert (case.overdue, case.clock("P-FIRST").met_on.day) == (("P-FIRST",), 25)
