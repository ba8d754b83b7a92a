"""Every address of the three services under hostile bodies, values and cookies."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product as product_of

import pytest
from flask.testing import FlaskClient

from shared.principal import Principal
from tests.complaints import GUANLI, HANBING, LINZHIYUAN, SHENJI, TERMINAL, ZHENGYAN, ZHOULAN
from tests.http.credit.conftest import PEOPLE
from tests.http.hostile.asked import listening
from tests.http.hostile.conftest import CASE, address, doors
from tests.http.hostile.forms import FORMS
from tests.journeys.product import NAMES, Product
from tests.tokens import bearer

pytestmark = pytest.mark.engines
JSON = "application/json"
SYSTEM = replace(LINZHIYUAN, sub="everything", uscc=TERMINAL)
SCOPES = (
    *("complaints:file", "complaints:read", "cases:search", "cases:handle", "gate:query"),
    *("feed:read", "score:read", "messages:read", "recipients:resolve"),
)
HOSTILE: dict[str, tuple[bytes, str]] = {
    "not JSON": (b"not json", JSON),
    "half of it": (b'{"lines": [', JSON),
    "not UTF-8": (b'{"a": "\xff"}', JSON),
    "half a character": (b'{"a": "\\ud800"}', JSON),
    "lists 10,000 deep": (b"[" * 10_000 + b"]" * 10_000, JSON),
    "objects 10,000 deep": (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, JSON),
    "10 MB of text": (b'{"text": "' + b"x" * 10_000_000 + b'"}', JSON),
    "a number without end": (b'{"uscc": ' + b"9" * 100_000 + b"}", JSON),
    "a list": (b"[1, 2]", JSON),
    "nothing": (b"", JSON),
    "another kind": (b"<a/>", "application/xml"),
    "keys nobody knows": (b'{"__proto__": {"x": 1}, "$ne": null}', JSON),
}
STRANGE = (
    *("x" * 5000, "$ne", "..%2f..%2fetc", "%00", "%ED%A0%80", "%F0%9F%92%A9", "-1", "1e999"),
    *(
        "0001-01-01",
        "9999-12-31",
        "0001-01-01T00:00:00%2B12:00",
        "9999-12-31T23:59:59-12:00",
        "1" * 400,
    ),
)
EVERYBODY: dict[str, Sequence[Principal]] = {
    "complaints": (ZHOULAN, LINZHIYUAN, HANBING, SHENJI),
    "credit": (ZHOULAN, LINZHIYUAN, ZHENGYAN, PEOPLE["guanhai"], SHENJI),
    "notify": (ZHOULAN, SHENJI, GUANLI),
}
# 429: whoever tries one receipt after another has to wait, signed in or not.
NO_SIGN_IN = {303, 400, 401, 403, 404, 415, 422, 429}


FIRM = {"complaints": CASE, "credit": TERMINAL, "notify": CASE}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.usefixtures("nothing_stays")
def test_no_door_for_programs_takes_a_hostile_body(product, name, what):
    data, kind = HOSTILE[what]
    client = product.apps[name].test_client()
    headers = {**bearer(SYSTEM, *SCOPES), "Idempotency-Key": "hostile-key-1"}
    for rule in doors(product.apps[name], "POST", "/api/"):
        for value in (CASE, "begin_check"):
            where = address(rule, value)
            answer = client.post(where, data=data, content_type=kind, headers=headers)
            assert 400 <= answer.status_code < 500, (where, answer.status_code)
            assert answer.content_type == "application/problem+json", where


@pytest.mark.parametrize("name", NAMES)
def test_no_address_breaks_on_a_strange_value(product, name):
    app = product.apps[name]
    for client, headers in everybody(product, name):
        for rule in doors(app, "GET"):
            for value in STRANGE if "<" in rule.rule else ():
                answer = client.get(address(rule, value), headers=headers)
                assert answer.status_code < 500, (rule, value, answer.text)


@pytest.mark.parametrize("name", NAMES)
def test_no_address_breaks_on_a_strange_parameter(product, name):
    app, read = product.apps[name], set[tuple[str, str]]()
    for client, headers in everybody(product, name):
        for where in (address(rule, FIRM[name]) for rule in doors(app, "GET")):
            with listening(app) as names:
                answer = client.get(where, headers=headers)
            asked = {(where, each) for each in names if answer.status_code in {200, 422}}
            for (_, parameter), value in product_of(asked - read, STRANGE):
                answer = client.get(f"{where}?{parameter}={value}", headers=headers)
                assert answer.status_code < 500, (where, parameter, value, answer.text)
            read |= asked
    assert read


@pytest.mark.parametrize("what", FORMS)
def test_no_form_breaks_on_what_is_posted(product, what):
    for name in NAMES:
        for client, _ in everybody(product, name)[1:]:
            for rule in doors(product.apps[name], "POST"):
                if not rule.rule.startswith(("/api/", "/auth/")):
                    answer = client.post(address(rule, CASE), data=FORMS[what])
                    assert answer.status_code < 500, (rule, answer.text)


@pytest.mark.usefixtures("nothing_stays")
def test_a_forged_cookie_opens_no_door(product):
    for name in NAMES:
        client = product.apps[name].test_client()
        client.set_cookie("fairport", "eyJwZXJzb24iOnsic3ViIjoiemhvdWxhbiJ9fQ.aaaa.bbbb")
        for rule in doors(product.apps[name], "POST"):
            assert client.post(address(rule, CASE)).status_code in NO_SIGN_IN


def everybody(product: Product, name: str) -> list[tuple[FlaskClient, dict[str, str]]]:
    """Return a system with all scopes, then a person of each role that a service is open to."""
    system = product.apps[name].test_client(), bearer(SYSTEM, *SCOPES)
    return [system, *((product.person(name, person), {}) for person in EVERYBODY[name])]
