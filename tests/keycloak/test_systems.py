"""Systems get tokens for their own scopes, and the product opens to each what its scopes name."""

from typing import NamedTuple

import pytest
import requests

from services.notify.adapters.address_book import RecipientBook
from services.notify.adapters.service_token import ServiceToken
from services.notify.domain.channels.address import Address
from shared.principal import Principal, Role
from shared.web.identity import TOKENS
from tests.complaints import FORWARDER, TERMINAL
from tests.journeys.story import a_complaint_body
from tests.keycloak.server import NOTIFY_SECRET
from tests.keycloak.tokens import bearer

QUERY = {"uscc": TERMINAL, "purpose": "green_lane_hy"}
SCORE = f"GET /api/enterprises/{TERMINAL}/score"
BODIES = {"/api/gate/queries": QUERY, "/api/complaints": a_complaint_body()}


class Door(NamedTuple):
    """What a scope opens to a system, what comes out, and another scope of the same system."""

    client: str
    scope: str
    path: str
    status: int
    other: str


DOORS = [
    Door("haiyang-customs", "feed:read", "GET /api/feed", 200, "gate:query"),
    Door("haiyang-customs", "gate:query", "POST /api/gate/queries", 201, "feed:read"),
    Door(
        "haiyang-customs", "score:read", f"GET /api/enterprises/{TERMINAL}/score", 200, "feed:read"
    ),
    Door("market-desk", "cases:search", "GET /api/cases/search", 200, "cases:handle"),
    Door("market-desk", "cases:handle", "GET /api/cases/HY-1", 404, "cases:search"),
    Door("xian-forwarder", "complaints:file", "POST /api/complaints", 201, "complaints:read"),
    Door("xian-forwarder", "complaints:read", "GET /api/complaints/HY-1", 404, "complaints:file"),
]


@pytest.fixture
def ask(product):
    """Return how a system asks the product something with a token."""

    def send(token: str, door: str, key: str = "keycloak-0001") -> requests.Response:
        method, _, path = door.partition(" ")
        headers = bearer(token) | ({"Idempotency-Key": key} if method == "POST" else {})
        return requests.request(
            method, f"{product.url}{path}", json=BODIES.get(path), headers=headers, timeout=30
        )

    return send


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.scope)
def test_a_token_opens_what_its_scope_names(tokens, ask, door) -> None:
    answer = ask(tokens.of(door.client, door.scope), door.path)
    assert answer.status_code == door.status, answer.text


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.scope)
def test_a_token_without_the_scope_is_refused(tokens, ask, door) -> None:
    answer = ask(tokens.of(door.client, door.other), door.path)
    assert answer.status_code == 403
    assert answer.json()["code"] == "forbidden"


def test_a_token_for_several_scopes_opens_each(tokens, ask) -> None:
    token = tokens.of("haiyang-customs", "feed:read", "gate:query")
    assert ask(token, "GET /api/feed").status_code == 200
    assert ask(token, "POST /api/gate/queries", key="keycloak-0002").status_code == 201


def test_a_token_for_no_scope_opens_nothing(tokens, ask) -> None:
    assert ask(tokens.of("haiyang-customs"), "GET /api/feed").status_code == 401


def test_keycloak_gives_a_system_no_scope_of_another(tokens) -> None:
    answer = tokens.ask("haiyang-customs", "feed:read", "cases:search")
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_scope"


def test_keycloak_gives_nothing_for_a_wrong_secret(tokens) -> None:
    answer = tokens.ask("market-desk", "cases:search", secret="demo-haiyang-customs")
    assert answer.status_code == 401
    assert answer.json()["error"] == "unauthorized_client"


def test_the_product_knows_which_system_asks(product, tokens) -> None:
    token = tokens.of("haiyang-customs", "gate:query")
    assert product.app.extensions[TOKENS].principal(token) == Principal(
        sub="haiyang-customs",
        name="海阳海关",
        role=Role.AGENCY,
        department="hy-customs",
        city="haiyang",
        organisation="海阳海关",
        scopes=frozenset({"gate:query"}),
    )


def test_the_notify_service_learns_with_its_token_where_a_reporter_is_reached(
    product, keycloak, tokens, ask
) -> None:
    filed = ask(
        tokens.of("xian-forwarder", "complaints:file"), "POST /api/complaints", "keycloak-0003"
    )
    token = ServiceToken(keycloak.issuer, "notify-service", NOTIFY_SECRET)
    nobody: object = None
    book = RecipientBook(product.url, token, nobody)  # type: ignore[arg-type]
    found = book.resolve(f"{filed.json()['id']}/reporter")
    assert isinstance(found, Address)
    assert found.owner_ref == f"reporter:{FORWARDER}"


def test_nobody_else_learns_it(product, tokens) -> None:
    token = tokens.of("haiyang-customs", "feed:read")
    url = f"{product.url}/internal/recipients/HY-1/reporter"
    assert requests.get(url, headers=bearer(token), timeout=30).status_code == 403
