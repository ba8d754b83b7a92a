"""Owners say on the page of a port that a contact is still right."""

from dataclasses import replace
from datetime import date

import pytest

from tests.complaints import HANBING, LINZHIYUAN, LUHENG
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
PORT = "/complaints/ports/haiyang"
PHONE, ARRIVAL = "haiyang-phone", "haiyang-arrival"
MARITIME = replace(LINZHIYUAN, sub="maritime", department="hy-maritime")


def check(client, entry):
    return client.post(f"{PORT}/checked", data={"entry": entry})


def test_a_check_is_shown_with_its_day_and_who_looked(app, c):
    client = sign_in(app.test_client(), HANBING)
    before = app.test_client().get(PORT).text
    assert check(client, PHONE).status_code == 303
    after = app.test_client().get(PORT).text
    assert "2026年11月23日" in after
    assert after.count("请责任单位核对") == before.count("请责任单位核对") - 1
    assert "还没有公布" in after
    [kept] = c.port_checks.of_city("haiyang")
    assert (kept.entry, kept.on, kept.department) == (PHONE, date(2026, 11, 23), "hy-port-office")


def test_a_second_check_of_the_day_changes_nothing(app, c):
    check(sign_in(app.test_client(), HANBING), ARRIVAL)
    check(sign_in(app.test_client(), MARITIME), ARRIVAL)
    [kept] = c.port_checks.of_city("haiyang")
    assert kept.by == HANBING.name


def test_an_owner_checks_its_own_entries_alone(app):
    client = sign_in(app.test_client(), MARITIME)
    page = client.get(PORT).text
    assert f'value="{ARRIVAL}"' in page
    assert f'value="{PHONE}"' not in page
    assert check(client, ARRIVAL).status_code == 303
    assert f'value="{ARRIVAL}"' not in client.get(PORT).text
    assert check(client, PHONE).status_code == 403


@pytest.mark.parametrize("person", [LINZHIYUAN, LUHENG, replace(HANBING, city="jiaxing")])
def test_others_check_nothing(app, person):
    client = sign_in(app.test_client(), person)
    assert "/checked" not in client.get(PORT).text
    assert check(client, PHONE).status_code == 403


def test_an_entry_that_is_not_there_cannot_be_checked(app):
    client = sign_in(app.test_client(), HANBING)
    assert check(client, "jiaxing-phone").status_code == 404
    assert client.post("/complaints/ports/nowhere/checked", data={}).status_code == 404
