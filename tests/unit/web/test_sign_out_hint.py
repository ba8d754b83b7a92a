"""The identity token is kept when a cookie can hold it."""

import pytest
from flask import Flask

from shared.web.sign_out_hint import MOST_CHARACTERS, keep_hint


@pytest.mark.parametrize(
    ("secure", "name"), [(False, "fairport-hint"), (True, "__Secure-fairport-hint")]
)
def test_a_token_is_kept_for_the_sign_out_address(secure, name) -> None:
    answer = keep_hint(Flask("f").response_class(), "t" * MOST_CHARACTERS, secure=secure)
    [cookie] = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith(f"{name}=ttt")
    assert len(cookie) < 4096
    assert "Path=/auth/sign-out" in cookie
    assert "HttpOnly" in cookie
    assert ("Secure" in cookie.partition(";")[2]) is secure


@pytest.mark.parametrize("token", [None, "t" * (MOST_CHARACTERS + 1)])
def test_without_one_that_fits_an_older_one_is_dropped(token) -> None:
    answer = keep_hint(Flask("f").response_class(), token, secure=False)
    [cookie] = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("fairport-hint=;")
    assert "Max-Age=0" in cookie
