"""The life of a list over the JSON API: versions seen, steps taken once, what anybody may read."""

from typing import Any

import pytest

from services.complaints.domain.catalogue.lists.charge_list import Act, State
from tests.complaints import GUANLI, HANBING, XUKEXIN, ZHOULAN
from tests.contracts.complaints.test_price_lists import ROWS, change, imported, made, published
from tests.sign_in import sign_in
from tests.unit.complaints.catalogue.charge_lists import SECOND, terms

pytestmark = pytest.mark.engines
LISTS = "/api/catalogue/lists"
TERMS = {
    "effective_from": "2026-11-24",
    "publisher": "海阳市口岸办",
    "where_published": "码头大门",
    "complaint_phone": "12345",
}


@pytest.fixture
def found(c, tmp_path):
    return made(c.lists, imported(c.lists, tmp_path))


def as_person(app, person):
    return sign_in(app.test_client(), person)


def step(client, found, word, version, key="", **told):
    headers = {"Idempotency-Key": key or f"key-{word}-{version:05d}", "If-Match": f'"{version}"'}
    return client.post(f"{LISTS}/{found.id}/steps/{word}", json=told, headers=headers)


def test_a_list_goes_from_the_body_to_its_withdrawal_each_step_on_the_version_seen(app, c, found):
    body, office, second = (as_person(app, each) for each in (XUKEXIN, HANBING, SECOND))
    answer = body.get(f"{LISTS}/{found.id}")
    assert (answer.headers["ETag"], answer.json["state"]) == ('"1"', "draft")
    assert (answer.json["rows"], answer.json["unread"]) == (3, 1)
    steps: list[tuple[Any, str, dict[str, Any]]] = [
        (body, "submit", {}),
        (office, "review", {"words": "可以"}),
        (second, "publish", {"terms": TERMS}),
        (office, "recall", {"words": "价格写错"}),
        (second, "withdraw", {}),
    ]
    for version, (client, word, told) in enumerate(steps, start=1):
        answer = step(client, found, word, version, **told)
        assert answer.status_code == 200, answer.text
        assert answer.headers["ETag"] == f'"{version + 1}"'
    assert c.lists.lists.get(found.id).state is State.WITHDRAWN
    shown = app.test_client().get(f"{LISTS}/{found.id}").json
    assert shown["state"] == "withdrawn"
    assert shown["withdrawn_for"] == "价格写错"
    assert shown["terms"]["effective_from"] == "2026-11-24"
    assert "history" not in shown


def test_a_repeated_step_is_answered_again_and_one_on_an_old_version_is_refused(app, found):
    body = as_person(app, XUKEXIN)
    first, again = (step(body, found, "submit", 1) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json == again.json
    late = step(as_person(app, HANBING), found, "review", 1)
    assert (late.status_code, late.json["code"]) == (412, "outdated")
    assert step(body, found, "submit", 2, key="another-key").status_code == 409


def test_a_step_needs_the_version_a_key_a_right_and_a_reason(app, found):
    body, office = as_person(app, XUKEXIN), as_person(app, HANBING)
    here, key = f"{LISTS}/{found.id}/steps/submit", {"Idempotency-Key": "some-key-1"}
    assert body.post(here, json={}, headers=key).status_code == 428
    assert body.post(here, json={}, headers={"If-Match": '"1"'}).status_code == 400
    assert step(as_person(app, GUANLI), found, "submit", 1).status_code == 403
    assert step(as_person(app, ZHOULAN), found, "submit", 1).status_code == 404
    assert app.test_client().post(here, json={}, headers=key).status_code == 401
    assert step(body, found, "burn", 1).status_code == 404
    assert step(body, found, "submit", 1).status_code == 200
    assert step(office, found, "return", 2).status_code == 422
    assert step(office, found, "return", 2, words=7).status_code == 422
    assert step(office, found, "publish", 2).status_code == 422


def test_anybody_reads_editions_and_changes_of_what_is_published_and_nothing_else(
    app, c, found, tmp_path
):
    public, stores = app.test_client(), c.lists
    for address in ("", "/versions", "/difference"):
        assert public.get(f"{LISTS}/{found.id}{address}").status_code == 404
    first = published(found, stores)
    assert public.get(f"{LISTS}/{first.id}/difference").json["before"] is None
    rows = [ROWS[0].replace(",5,", ",8,")]
    second = made(c.lists, imported(c.lists, tmp_path, rows), edition="2027年第2版")
    later = terms().effective_from.replace(month=7)
    second = change(change(second, Act.SUBMITTED, stores), Act.REVIEWED, stores, HANBING)
    change(second, Act.PUBLISHED, stores, SECOND, terms=terms(effective_from=later))
    versions = public.get(f"{LISTS}/{first.id}/versions").json["versions"]
    assert [each["id"] for each in versions] == [second.id, first.id]
    assert versions[1]["effective_to"] == "2027-06-30"
    told = public.get(f"{LISTS}/{second.id}/difference").json
    assert told["before"] == first.id
    assert told["counts"]["dearer"] == 1
    dearer = next(each for each in told["changes"] if each["change"] == "dearer")
    assert (dearer["before"]["price_max"], dearer["after"]["price_max"]) == ("5.00", "8.00")
    assert dearer["percent"] == "60.0"
