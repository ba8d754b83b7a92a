from shared.principal import Role
from shared.web.navigation import BY_ROLE, PUBLIC, bar_of, current_item


def test_nobody_sees_the_public_bar_and_every_role_one_of_its_own():
    assert bar_of(None) == PUBLIC
    assert all(bar_of(role) != PUBLIC for role in Role)


def test_the_item_above_a_page_is_current():
    officer = BY_ROLE[Role.OFFICER]
    current = current_item(officer, "/complaints/cases/HY-2026-04172-1")
    assert current is not None
    assert current.url == "/complaints/work"
    assert current_item(PUBLIC, "/help") is None
    assert current_item(PUBLIC, "/complaints/checkout") is None
    home = current_item(PUBLIC, "/")
    assert home is not None
    assert home.url == "/"
