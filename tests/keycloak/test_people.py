"""People of every role sign in with Keycloak's form and are who the realm says."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from playwright.sync_api import expect

from shared.local.sign_in.people import load_groups
from shared.principal import Role
from tests.browser.page_checks import assert_accessible, assert_fits, screenshot
from tests.keycloak import form

PEOPLE = [person for group in load_groups() for person in group.people]
ONE_OF_EACH = {person.role: person for person in reversed(PEOPLE)}
# A page of the role's own, and one of others.
DOORS = {
    Role.ENTERPRISE: ("/complaints/file", "/complaints/work"),
    Role.OFFICER: ("/complaints/work", "/notify/dispatch"),
    Role.SUPERVISOR: ("/complaints/work", "/credit/gate"),
    Role.CREDIT_OFFICER: ("/credit/ledger", "/complaints/work"),
    Role.AGENCY: ("/credit/gate", "/complaints/search"),
    Role.AUDITOR: ("/complaints/search", "/credit/gate"),
    Role.ADMIN: ("/notify/dispatch", "/complaints/work"),
}


@pytest.mark.parametrize("role", DOORS)
def test_a_person_of_each_role_comes_to_the_page_they_wanted(product, keycloak, page, role) -> None:
    person = ONE_OF_EACH[role]
    own, closed = DOORS[role]
    page.goto(f"{product.url}{own}")
    assert page.url.startswith(keycloak.issuer)
    form.fill(page, person.sub)
    page.wait_for_url(f"{product.url}{own}*")
    kept = product.session_in(form.cookies(page))["person"]
    assert kept == {"sub": person.sub, "language": "zh", **person.claims()}
    expect(page.locator(".who")).to_contain_text(person.name["zh"])
    answer = page.goto(f"{product.url}{closed}")
    assert answer is not None
    assert answer.status == 403


def test_a_clerk_whom_the_administrator_creates_signs_in(product, keycloak, page) -> None:
    about = {"name": "田禾", "department": "hy-market", "city": "haiyang", "locale": "en"}
    password = keycloak.admin.create_person("tianhe", "clerk", **about)
    form.enter(page, product, "tianhe", password=password)
    kept = product.session_in(form.cookies(page))["person"]
    assert kept["role"] == Role.CLERK
    assert (kept["name"], kept["department"], kept["language"]) == ("田禾", "hy-market", "en")


def test_all_services_know_who_signed_in_at_one(product, page) -> None:
    form.enter(page, product, "shenji")
    for path in ("/complaints/search", "/credit/ledger", "/notify/inbox"):
        answer = page.goto(f"{product.url}{path}")
        assert answer is not None
        assert answer.ok, path
        expect(page.locator(".who")).to_contain_text("申纪")


@pytest.mark.parametrize(("language", "shown"), [("zh", "zh-Hans"), ("en", "en")])
def test_the_form_speaks_the_language_of_the_product(product, page, language, shown) -> None:
    page.goto(f"{product.url}/auth/sign-in?lang={language}")
    assert page.locator("html").get_attribute("lang") == shown


def test_a_wrong_password_signs_nobody_in(product, keycloak, page) -> None:
    page.goto(f"{product.url}/auth/sign-in")
    form.fill(page, "zhoulan", "wrong")
    page.wait_for_selector("#input-error-username")
    assert form.is_open(page)
    assert "person" not in product.session_in(form.cookies(page))


def test_a_disabled_person_does_not_come_in(product, keycloak, page) -> None:
    keycloak.admin.enable("gaoming", is_enabled=False)
    try:
        page.goto(f"{product.url}/auth/sign-in")
        form.fill(page, "gaoming")
        page.wait_for_selector(".pf-m-danger")
        assert form.is_open(page)
        assert "person" not in product.session_in(form.cookies(page))
    finally:
        keycloak.admin.enable("gaoming", is_enabled=True)
    form.enter(page, product, "gaoming")


@pytest.mark.parametrize(
    ("name", "roles", "told"),
    [
        ("nobody", (), "您的账号没有本平台的角色，请联系管理员"),
        ("both", ("officer", "admin"), "您的账号有不止一个本平台的角色，请联系管理员"),
    ],
)
def test_a_person_without_one_role_is_told_so_and_may_change_the_account(
    product, keycloak, page, name, roles, told
) -> None:
    password = keycloak.admin.create_person(name, *roles, name="某人")
    page.goto(f"{product.url}/auth/sign-in?next=/complaints/work")
    with page.expect_response(lambda answer: "/auth/callback" in answer.url) as answered:
        form.fill(page, name, password)
    assert answered.value.status == 403
    expect(page.locator("h1")).to_have_text(told)
    assert "person" not in product.session_in(form.cookies(page))
    assert_accessible(page)
    assert_fits(page)
    screenshot(page, f"without-role-{name}")
    page.click("text=退出并换一个账号")
    page.wait_for_url(f"{product.url}/")
    form.enter(page, product, "suqing")
    assert product.session_in(form.cookies(page))["person"]["sub"] == "suqing"


def test_after_an_attempt_that_failed_the_next_leads_to_the_product(product, page) -> None:
    page.goto(f"{product.url}/auth/callback?error=access_denied&state=gone")
    expect(page.locator("body")).to_contain_text("登录没有完成")
    page.click("header >> text=登录")
    form.fill(page, "suqing")
    page.wait_for_url(f"{product.url}/")


def test_the_product_asks_with_a_challenge_a_state_and_a_nonce(product) -> None:
    answer = requests.get(f"{product.url}/auth/sign-in", allow_redirects=False, timeout=10)
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert {"state", "nonce"} <= set(asked)
