"""One person of each role and one system for each scope: the columns of the access matrix."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from shared.principal import Principal, Role
from tests.sign_in import sign_in
from tests.tokens import bearer

SCOPES = (
    *("complaints:file", "complaints:read", "cases:search", "cases:handle", "gate:query"),
    *("feed:read", "score:read", "messages:read", "recipients:resolve"),
)


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Who asks: nobody, a person in a session, or a system with a token."""

    name: str
    principal: Principal | None = None

    def client(self, app: Flask) -> FlaskClient:
        """Return a browser of the asker."""
        client = app.test_client()
        if self.principal and not self.principal.scopes:
            sign_in(client, self.principal)
        return client

    @cached_property
    def headers(self) -> dict[str, str]:
        """Return what a system sends along."""
        return bearer(self.principal) if self.principal and self.principal.scopes else {}


def a_person(role: Role, **more: Any) -> Principal:
    """Return somebody with a role; officials are of Haiyang."""
    place: dict[str, Any] = {"city": "haiyang"}
    if role is Role.ENTERPRISE:
        place["uscc"] = "91330400MA2TE5T01J"
    elif role not in {Role.AUDITOR, Role.ADMIN}:
        place["department"] = "hy-customs" if role is Role.AGENCY else "hy-market"
    return Principal(**{"sub": f"the-{role}", "name": "某人", "role": role, **place, **more})


@cache
def askers() -> Mapping[str, Asker]:
    """Return everybody, by name: nobody, a person of each role, a system for each scope."""
    nobody = Asker(name="nobody")
    people = [Asker(name=role.value, principal=a_person(role)) for role in Role]
    systems = [
        Asker(
            name=scope,
            principal=replace(a_person(Role.AGENCY, sub="a-system"), scopes=frozenset({scope})),
        )
        for scope in SCOPES
    ]
    return {each.name: each for each in (nobody, *people, *systems)}
