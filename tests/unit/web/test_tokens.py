"""A bearer token is taken only when the issuer made it, for this product, for this time."""

import pytest
from joserfc.jwk import RSAKey

from shared.clock import utc_now
from shared.errors import Forbidden, Unauthenticated, Unavailable
from shared.principal import Principal, Role
from shared.web.issuer_keys import KEPT_SECONDS, LEAST_SECONDS_BETWEEN, IssuerKeys
from shared.web.tokens import BearerTokens
from tests.tokens import ISSUER, KEY, KEY_ID, IssuerPages, claims_of, issuer_keys, token

CUSTOMS = Principal(
    sub="haiyang-customs",
    name="海阳海关",
    role=Role.AGENCY,
    department="hy-customs",
    scopes=frozenset({"feed:read", "gate:query"}),
)
TOKENS = BearerTokens(ISSUER, issuer_keys())


def test_a_valid_token_tells_who_asks_and_for_what() -> None:
    assert TOKENS.principal(token(claims_of(CUSTOMS))) == CUSTOMS


def test_scopes_of_the_sign_in_protocol_open_nothing() -> None:
    claims = claims_of(CUSTOMS, "openid", "profile", "feed:read")
    assert TOKENS.principal(token(claims)).scopes == {"feed:read"}


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "http://127.0.0.1:9/idp"},
        {"aud": "another-product"},
        {"aud": None},
        {"exp": int(utc_now().timestamp()) - 60},
        {"exp": None},
        {"exp": "tomorrow"},
        {"nbf": int(utc_now().timestamp()) + 7 * 86_400},
        {"scope": None},
        {"sub": None},
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(change) -> None:
    claims = {k: v for k, v in (claims_of(CUSTOMS) | change).items() if v is not None}
    with pytest.raises(Unauthenticated):
        TOKENS.principal(token(claims))


@pytest.mark.parametrize(
    "text", ["", "x", "a.b.c", "é.é.é", "eyJhbGciOiJub25lIn0.e30.", "." * 9000]
)
def test_what_is_no_token_is_refused(text) -> None:
    with pytest.raises(Unauthenticated):
        TOKENS.principal(text)


def test_a_token_signed_with_another_key_of_the_same_name_is_refused() -> None:
    other = RSAKey.generate_key(2048, {"kid": KEY_ID}, private=True)
    with pytest.raises(Unauthenticated):
        TOKENS.principal(token(claims_of(CUSTOMS), key=other))


def test_a_token_without_a_role_of_this_product_is_refused() -> None:
    with pytest.raises(Forbidden):
        TOKENS.principal(token(claims_of(CUSTOMS) | {"role": "viewer"}))


@pytest.mark.parametrize("role", [["agency"], ["offline_access", "agency", 7, None]])
def test_a_list_with_one_role_of_this_product_names_it(role) -> None:
    assert TOKENS.principal(token(claims_of(CUSTOMS) | {"role": role})) == CUSTOMS


@pytest.mark.parametrize("role", [[], ["viewer"], ["agency", "admin"], {"agency": True}, 7])
def test_a_list_with_no_role_or_several_is_refused(role) -> None:
    with pytest.raises(Forbidden):
        TOKENS.principal(token(claims_of(CUSTOMS) | {"role": role}))


def test_a_key_the_issuer_removed_is_forgotten_within_five_minutes() -> None:
    old = RSAKey.generate_key(2048, {"kid": "old-key"}, private=True)
    pages, now = IssuerPages(KEY, old), [0.0]
    keys = IssuerKeys(ISSUER, fetch=pages, monotonic=lambda: now[0])
    by_old_key = token(claims_of(CUSTOMS), key=old)
    assert BearerTokens(ISSUER, keys).principal(by_old_key) == CUSTOMS
    assert keys.signed(by_old_key)
    pages.keys.remove(old)
    now[0] += 301
    with pytest.raises(Unauthenticated):
        BearerTokens(ISSUER, keys).principal(by_old_key)
    assert not keys.signed(by_old_key)
    assert not keys.signed("x")


def test_a_new_key_of_the_issuer_is_fetched_but_not_for_every_unknown_name() -> None:
    new = RSAKey.generate_key(2048, {"kid": "new-key"}, private=True)
    pages, now = IssuerPages(), [0.0]
    keys = IssuerKeys(ISSUER, fetch=pages, monotonic=lambda: now[0])
    tokens = BearerTokens(ISSUER, keys)
    tokens.principal(token(claims_of(CUSTOMS)))
    pages.keys.append(new)
    with pytest.raises(Unauthenticated):
        tokens.principal(token(claims_of(CUSTOMS), key=new))
    assert pages.fetched == 1
    now[0] += LEAST_SECONDS_BETWEEN + 1
    assert tokens.principal(token(claims_of(CUSTOMS), key=new)) == CUSTOMS
    assert pages.fetched == 2


def test_a_token_that_was_good_is_refused_after_its_end() -> None:
    clock = [utc_now().timestamp()]
    tokens = BearerTokens(ISSUER, issuer_keys(), now=lambda: clock[0])
    text = token(claims_of(CUSTOMS))
    assert tokens.principal(text) == CUSTOMS
    clock[0] += 599
    assert tokens.principal(text) == CUSTOMS
    clock[0] += 600
    with pytest.raises(Unauthenticated):
        tokens.principal(text)


def test_a_token_that_was_good_is_refused_once_its_key_is_gone() -> None:
    pages, now = IssuerPages(), [0.0]
    tokens = BearerTokens(ISSUER, IssuerKeys(ISSUER, fetch=pages, monotonic=lambda: now[0]))
    text = token(claims_of(CUSTOMS))
    assert tokens.principal(text) == CUSTOMS
    pages.keys[:] = [RSAKey.generate_key(2048, {"kid": "new-key"}, private=True)]
    now[0] += KEPT_SECONDS + 1
    with pytest.raises(Unauthenticated):
        tokens.principal(text)


def test_what_differs_in_one_character_of_a_good_token_is_refused() -> None:
    text = token(claims_of(CUSTOMS))
    assert TOKENS.principal(text) == CUSTOMS
    other = text[:-2] + ("A" if text[-2] != "A" else "B") + text[-1]
    with pytest.raises(Unauthenticated):
        TOKENS.principal(other)


def test_while_the_issuer_is_away_known_keys_stay_good() -> None:
    pages, now = IssuerPages(), [0.0]
    tokens = BearerTokens(ISSUER, IssuerKeys(ISSUER, fetch=pages, monotonic=lambda: now[0]))
    tokens.principal(token(claims_of(CUSTOMS)))
    pages.is_away = True
    now[0] += 7200
    assert tokens.principal(token(claims_of(CUSTOMS))) == CUSTOMS


def test_without_any_key_the_answer_is_to_ask_again_later() -> None:
    pages = IssuerPages()
    pages.is_away = True
    tokens = BearerTokens(ISSUER, IssuerKeys(ISSUER, fetch=pages))
    with pytest.raises(Unavailable):
        tokens.principal(token(claims_of(CUSTOMS)))
