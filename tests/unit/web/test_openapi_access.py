"""What the OpenAPI documents say of a route's access, from its declaration alone."""

from shared.principal import Role
from shared.web.access import public, roles, scopes, signed_in
from shared.web.openapi_access import operation_id, security


def test_what_is_public_asks_for_nothing():
    assert security(public) == []


def test_any_of_the_ways_is_enough_and_each_names_what_it_needs():
    rule = roles(Role.OFFICER, Role.AUDITOR) | scopes("cases:search", "cases:handle")
    assert security(rule) == [
        {"bearer": ["cases:search", "cases:handle"]},
        {"session": ["officer", "auditor"]},
    ]


def test_whoever_is_signed_in_may_have_any_role():
    assert security(signed_in) == [{"session": [role.value for role in Role]}]


def test_an_operation_is_named_after_its_method_and_view():
    assert operation_id("complaints_api.Complaint", "GET") == "getComplaint"
