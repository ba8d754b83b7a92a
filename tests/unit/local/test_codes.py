"""A code is good once, for a minute."""

from datetime import timedelta

from shared.local.sign_in.codes import CODE_LASTS, Codes, Grant
from tests.clock import FixedClock

GRANT = Grant(
    client_id="web", redirect_uri="/back", sub="suqing", nonce=None, challenge="c", scope="openid"
)


def test_a_code_is_good_once() -> None:
    codes = Codes(FixedClock())
    code = codes.issue(GRANT)
    assert codes.redeem(code) == GRANT
    assert codes.redeem(code) is None


def test_a_code_is_too_old_after_a_minute() -> None:
    clock = FixedClock()
    codes = Codes(clock)
    code = codes.issue(GRANT)
    clock.now += CODE_LASTS - timedelta(milliseconds=1)
    other = codes.issue(GRANT)
    clock.now += timedelta(milliseconds=1)
    assert codes.redeem(code) is None
    assert codes.redeem(other) == GRANT


def test_an_unknown_code_gives_nothing() -> None:
    assert Codes(FixedClock()).redeem("x") is None
