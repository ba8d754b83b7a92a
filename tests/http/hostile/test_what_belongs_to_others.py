"""What belongs to others gets the same answer as what does not exist."""

import re

import pytest

from tests.complaints import LUHENG, SHENYUE, XUKEXIN
from tests.http.hostile.asking import post, refused
from tests.http.hostile.conftest import CASE, NO_CASE, address, doors
from tests.journeys.story import STEPS, a_complaint_body

pytestmark = pytest.mark.engines
NO_FILE = "0" * 32
OWN_WORDS = re.compile(rf'{CASE}|{NO_CASE}|[0-9a-f]{{32}}|name="csrf_token" value="[^"]*"')


def told(answer) -> tuple[int, str]:
    """Return status and text without what is new in every answer."""
    return answer.status_code, OWN_WORDS.sub("", answer.text)


@pytest.mark.parametrize("person", [SHENYUE, XUKEXIN, LUHENG], ids=lambda person: person.sub)
@pytest.mark.usefixtures("nothing_stays")
def test_another_ones_case_is_answered_like_none_at_every_address(product, person):
    app, client = product.apps["complaints"], product.person("complaints", person)
    seen = set()
    for method in ("GET", "POST"):
        for rule in doors(app, method):
            if "<case_id>" in rule.rule:
                foreign, unknown = (
                    told(client.open(_named(rule, case), method=method, json=STEPS[0][2]))
                    for case in (CASE, NO_CASE)
                )
                assert foreign == unknown, rule
                asks_for_receipt = rule.rule.startswith("/complaints/follow/")
                assert foreign[0] >= 400 or (asks_for_receipt and foreign[0] == 303), rule
                seen.add(foreign[0])
    assert 404 in seen


def _named(rule, case_id: str) -> str:
    """Return the address of a case; an action in it is one that exists."""
    return address(rule, "begin_check").replace("begin_check", case_id, 1)


@pytest.mark.parametrize("person", [SHENYUE, XUKEXIN, LUHENG], ids=lambda person: person.sub)
@pytest.mark.usefixtures("nothing_stays")
def test_another_ones_file_is_answered_like_none(product, person, attachment):
    client = product.person("complaints", person)
    foreign, unknown = (client.get(f"/api/attachments/{id_}") for id_ in (attachment, NO_FILE))
    assert foreign.status_code == 404
    assert told(foreign) == told(unknown)


@pytest.mark.parametrize("file", ["another one's", "none"])
@pytest.mark.usefixtures("nothing_stays")
def test_a_complaint_cannot_name_another_ones_file(product, file, attachment):
    client = product.person("complaints", SHENYUE)
    named = attachment if file == "another one's" else NO_FILE
    body = a_complaint_body(attachments=[named], city="haiyang")
    refused(post(client, "/api/complaints", body), "attachments.0")
