"""A new signing key of Keycloak is taken without a restart; a removed one is forgotten."""

from collections import Counter
from typing import Any

import pytest
import requests

from shared.errors import Unauthenticated
from shared.web.issuer_keys import KEPT_SECONDS, LEAST_SECONDS_BETWEEN, IssuerKeys, fetch_json
from shared.web.tokens import BearerTokens
from tests.keycloak import form
from tests.keycloak.tokens import bearer, forged, read

NEXT = "next"


class Watch:
    """The product's check of tokens at a time of ours; counts how often keys are fetched."""

    def __init__(self, issuer: str) -> None:
        self.seconds = 0.0
        self.fetched: Counter[str] = Counter()
        keys = IssuerKeys(issuer, fetch=self._fetch, monotonic=lambda: self.seconds)
        self.tokens = BearerTokens(issuer, keys)

    @property
    def times(self) -> int:
        """Return how often the keys were fetched."""
        return sum(count for url, count in self.fetched.items() if url.endswith("/certs"))

    def takes(self, token: str) -> bool:
        """Tell whether a token is taken."""
        try:
            self.tokens.principal(token)
        except Unauthenticated:
            return False
        return True

    def _fetch(self, url: str) -> Any:
        self.fetched[url] += 1
        return fetch_json(url)


@pytest.fixture
def watch(keycloak) -> Watch:
    return Watch(keycloak.issuer)


@pytest.fixture
def next_key(keycloak):
    """Return how to bring and take the next signing key; at the end it is gone."""
    admin = keycloak.admin

    class Key:
        def bring(self) -> None:
            admin.add_key(NEXT, priority=200)

        def take(self) -> None:
            admin.remove_key(NEXT)

    yield Key()
    if NEXT in admin.key_names():
        admin.remove_key(NEXT)


def test_tokens_of_the_old_and_the_new_key_are_taken_until_a_key_is_removed(
    tokens, watch, next_key
) -> None:
    old = tokens.of("haiyang-customs", "feed:read")
    assert watch.takes(old)
    next_key.bring()
    new = tokens.of("haiyang-customs", "feed:read")
    assert read(new, 0)["kid"] != read(old, 0)["kid"]
    watch.seconds += LEAST_SECONDS_BETWEEN + 1
    assert watch.takes(new)
    assert watch.takes(old)
    assert watch.times == 2
    next_key.take()
    watch.seconds += KEPT_SECONDS + 1
    assert not watch.takes(new)
    assert watch.takes(old)


def test_unknown_keys_do_not_make_the_product_ask_keycloak_each_time(tokens, watch) -> None:
    good = tokens.of("haiyang-customs", "feed:read")
    assert watch.takes(good)
    for number in range(50):
        assert not watch.takes(forged(good, header={"kid": f"unknown-{number}"}))
    assert watch.times == 1
    watch.seconds += LEAST_SECONDS_BETWEEN + 1
    for number in range(50):
        assert not watch.takes(forged(good, header={"kid": f"unknown-{number}"}))
    assert watch.times == 2
    assert watch.takes(good)


def test_people_sign_in_and_systems_come_in_after_a_rotation_without_a_restart(
    product, tokens, page, next_key
) -> None:
    form.enter(page, product, "zhoulan")
    page.click("header >> text=退出")
    page.wait_for_url(f"{product.url}/")
    next_key.bring()
    form.enter(page, product, "zhoulan")
    kept = product.session_in(form.cookies(page))["person"]
    assert kept["sub"] == "zhoulan"
    token = tokens.of("haiyang-customs", "feed:read")
    answer = None
    for _ in range(int(LEAST_SECONDS_BETWEEN) + 2):
        answer = requests.get(f"{product.url}/api/feed", headers=bearer(token), timeout=30)
        if answer.ok:
            break
        page.wait_for_timeout(1000)
    assert answer is not None
    assert answer.status_code == 200
