"""Roles open routes to people, scopes to systems, and neither opens those of the other."""

from shared.principal import Principal, Role
from shared.web.access import public, roles, scopes, signed_in

OFFICER = Principal(sub="suqing", name="苏晴", role=Role.OFFICER, department="hy-market")
DESK = Principal(
    sub="market-desk", name="窗口", role=Role.OFFICER, scopes=frozenset({"cases:search"})
)


def test_public_is_open_to_nobody_in_particular() -> None:
    assert public.allows(None)


def test_signed_in_is_open_to_every_person_but_to_no_system() -> None:
    assert signed_in.allows(OFFICER)
    assert not signed_in.allows(DESK)
    assert not signed_in.allows(None)


def test_a_role_opens_to_its_people() -> None:
    assert roles(Role.OFFICER, Role.SUPERVISOR).allows(OFFICER)
    assert not roles(Role.SUPERVISOR).allows(OFFICER)


def test_a_token_opens_nothing_by_the_role_of_its_owner() -> None:
    assert not roles(Role.OFFICER).allows(DESK)


def test_all_scopes_of_a_rule_are_needed() -> None:
    assert scopes("cases:search").allows(DESK)
    assert not scopes("cases:search", "cases:handle").allows(DESK)
    assert not scopes("cases:search").allows(OFFICER)


def test_rules_are_joined_by_or_and_can_be_read() -> None:
    rule = roles(Role.OFFICER) | scopes("cases:search")
    assert rule.allows(OFFICER)
    assert rule.allows(DESK)
    assert not rule.allows(None)
    assert rule.text == "roles(officer) | scopes(cases:search)"
