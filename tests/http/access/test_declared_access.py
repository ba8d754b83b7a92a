"""Role by route: each cell of the matrix is as the route declares it, refused or let in."""

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.routing import AnyConverter, Rule

from shared.web.access import DeclaredRoute, declared_routes
from shared.web.machine_paths import is_for_machines
from tests.http.access.askers import SCOPES, Asker, askers
from tests.journeys.product import NAMES, Product, without_broker
from tests.sign_in import trust_test_issuer

pytestmark = pytest.mark.engines
NOWHERE = "http://127.0.0.1:1"
REFUSED = "您没有使用这项功能的权限"
UNKNOWN = {
    "seq": "999999999",
    "name": "app.css",
}


@pytest.fixture(scope="module")
def product(mongo_url, tmp_path_factory) -> Iterator[Product]:
    with without_broker(mongo_url, NOWHERE, tmp_path_factory.mktemp("product")) as product:
        for app in product.apps.values():
            trust_test_issuer(app)
        yield product


@pytest.mark.parametrize("asker", askers().values(), ids=askers())
@pytest.mark.parametrize("name", NAMES)
def test_every_route_lets_in_whom_it_declares_and_nobody_else(product, name, asker):
    for route in declared_routes(product.apps[name]):
        assert route.rule is not None
        answer = ask(product, name, route, asker)
        where = f"{asker.name}: {route.method} {route.address.rule}: {answer.status_code}"
        assert is_refused(answer) is not route.rule.allows(asker.principal), where
        assert answer.status_code not in {500, 405}, where


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_led_to_sign_in_and_programs_are_told_how(product, name):
    nobody = askers()["nobody"]
    for route in declared_routes(product.apps[name]):
        if route.rule is not None and not route.rule.allows(None):
            answer = ask(product, name, route, nobody)
            where = f"{route.method} {route.address.rule}"
            if is_for_machines(route.address.rule):
                assert answer.status_code == 401, where
                assert answer.headers["WWW-Authenticate"].startswith("Bearer"), where
            else:
                assert answer.status_code == 303, where
                assert answer.location.startswith("/auth/sign-in?"), where


def test_each_scope_opens_something(product):
    """Return no scope that is given out and means nothing."""
    opened = {
        scope
        for app in product.apps.values()
        for route in declared_routes(app)
        for scope in SCOPES
        if route.rule and route.rule.allows(askers()[scope].principal)
        if not route.rule.allows(None)
    }
    assert opened == set(SCOPES)


def ask(product: Product, name: str, route: DeclaredRoute, asker: Asker) -> Any:
    """Send the emptiest request that reaches the route, about things that do not exist."""
    return asker.client(product.apps[name]).open(
        an_address(route.address), method=route.method, headers=asker.headers
    )


def an_address(rule: Rule) -> str:
    """Return an address of the rule that names nothing that is there."""
    pieces = [_value(rule, text) if var else text for var, text in rule._trace]
    return "".join(pieces).removeprefix("|")


def _value(rule: Rule, name: str) -> str:
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return UNKNOWN.get(name, "0" * 32)


def is_refused(answer: Any) -> bool:
    """Tell whether access, rather than the thing asked for, was the reason of an answer."""
    to_sign_in = answer.status_code == 303 and answer.location.startswith("/auth/sign-in?")
    return (
        to_sign_in
        or answer.status_code == 401
        or (answer.status_code == 403 and REFUSED in answer.get_data(as_text=True))
    )
