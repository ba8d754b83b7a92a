"""A list is made of a file over the JSON API, once per key, and lives on like any other."""

from io import BytesIO

import pytest

from services.complaints.domain.catalogue.lists.charge_list import State
from services.complaints.routes.imports.importing import carry_on_import
from services.complaints.usecases.imports.carry_out import MOST_AT_ONCE
from tests.complaints import GUANLI, HANBING, TERMINAL, TERMINAL_NAME, XUKEXIN, ZHOULAN
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
LISTS = "/api/catalogue/lists"
HEAD = "收费主体,收费项目,收费标准,计价单位\n"
SHORT = f"{HEAD}{TERMINAL_NAME},铅封费,5,元/箱\n,洗箱费,面议,\n别的堆场,过磅费,30,元/箱\n"
TOLD = {"body": TERMINAL_NAME, "port": "海阳港", "edition": "2027年第1版"}
KEY = "key-00000001"


def send(client, text=SHORT, key=KEY, **told):
    content = text if isinstance(text, bytes) else text.encode()
    data = {"file": (BytesIO(content), "list.csv"), **TOLD, **told}
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(LISTS, data=data, headers=headers, content_type="multipart/form-data")


@pytest.fixture
def body(app):
    return sign_in(app.test_client(), XUKEXIN)


def test_a_short_file_is_a_draft_at_once_and_goes_on_by_its_steps(body, c):
    answer = send(body)
    assert (answer.status_code, answer.headers["ETag"]) == (201, '"1"')
    made = answer.json
    assert (made["state"], made["rows"], made["unread"]) == ("draft", 2, 1)
    assert answer.headers["Location"].endswith(f"{LISTS}/{made['id']}")
    again = send(body)
    assert (again.status_code, again.json) == (201, made)
    assert c.lists.lists.get(made["id"]).version == 1
    headers = {"Idempotency-Key": "key-00000002", "If-Match": '"1"'}
    step = body.post(f"{LISTS}/{made['id']}/steps/submit", json={}, headers=headers)
    assert step.status_code == 200
    assert c.lists.lists.get(made["id"]).state is State.SUBMITTED
    assert send(body).json["state"] == "submitted"


@pytest.mark.parametrize("other", [{"text": SHORT + "\n"}, {"edition": "2027年第2版"}])
def test_a_key_is_good_for_one_file_and_one_way_to_tell_of_it(body, other):
    assert send(body).status_code == 201
    assert send(body, **other).status_code == 409
    assert send(body, key="key-00000003", edition="2027年第3版").status_code == 201


def test_a_long_file_is_accepted_and_tells_how_far_it_is(body, app, c):
    rows = "".join(f"{TERMINAL_NAME},铅封费,{n},元/箱\n" for n in range(MOST_AT_ONCE + 1))
    answer = send(body, HEAD + rows)
    assert answer.status_code == 202
    here = answer.headers["Location"]
    assert body.get(here).json["state"] == "open"
    assert send(body, HEAD + rows).json["id"] == answer.json["id"]
    assert carry_on_import(c) == 1
    done = body.get(here).json
    assert (done["state"], done["rows"], done["errors"]) == ("done", MOST_AT_ONCE + 1, [])
    assert send(body, HEAD + rows).json["id"] == done["list"]
    assert sign_in(app.test_client(), HANBING).get(here).status_code == 404


@pytest.mark.parametrize(
    ("told", "status", "path"),
    [
        ({"edition": ""}, 422, "edition"),
        ({"port": ""}, 422, "port"),
        ({"effective_from": "2027-13-01"}, 422, "effective_from"),
        ({"more": "x"}, 422, "more"),
        ({"text": ""}, 400, ""),
        ({"text": "%PDF-1.7"}, 400, ""),
        ({"text": "只有一段话"}, 422, ""),
        ({"text": f"{HEAD}别的堆场,过磅费,30,元/箱\n"}, 422, "body"),
        ({"key": ""}, 400, ""),
        ({"edition": "版" * 201}, 422, "edition"),
        ({"file": "no file"}, 422, "file"),
    ],
)
def test_what_cannot_be_used_is_told_and_leaves_nothing(body, c, told, status, path):
    answer = send(body, **told)
    assert answer.status_code == status, answer.text
    assert {each["path"] for each in answer.json.get("errors", [])} == ({path} if path else set())
    assert c.lists.lists.of_body(TERMINAL, most=9) == []
    assert send(body).status_code == 201


def test_who_is_neither_the_body_nor_the_port_office_makes_none(app):
    office = send(sign_in(app.test_client(), HANBING), uscc=TERMINAL)
    assert office.status_code == 201
    assert office.json["body"] == {"name": TERMINAL_NAME, "uscc": TERMINAL}
    wrong = send(sign_in(app.test_client(), HANBING), key="key-00000009", uscc="123")
    assert wrong.status_code == 422
    other = send(sign_in(app.test_client(), ZHOULAN), key="key-00000004")
    assert other.json["body"]["uscc"] != TERMINAL
    assert send(sign_in(app.test_client(), GUANLI)).status_code == 403
    assert send(app.test_client()).status_code == 401
