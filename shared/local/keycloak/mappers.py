"""Which claims the realm puts into tokens, and where each comes from.

The names are those that `shared.web.claims` and `shared.web.tokens` read.
"""

from typing import Any

from shared.web.claims import OPTIONAL
from shared.web.tokens import AUDIENCE

Json = dict[str, Any]
OF_THE_PROFILE = ("name", *(name for name in OPTIONAL if name != "email"))
_IN_BOTH = {"id.token.claim": "true", "access.token.claim": "true", "userinfo.token.claim": "true"}
_TEXT = {"jsonType.label": "String"}


def of_product() -> list[Json]:
    """Return what every token of a client of the product says about its person or system."""
    return [
        _subject(),
        _mapper(
            "role",
            "oidc-usermodel-client-role-mapper",
            **_IN_BOTH,
            **_TEXT,
            **{
                "claim.name": "role",
                "multivalued": "true",
                "usermodel.clientRoleMapping.clientId": AUDIENCE,
            },
        ),
        _mapper(
            "audience",
            "oidc-audience-mapper",
            **{
                "included.client.audience": AUDIENCE,
                "access.token.claim": "true",
                "id.token.claim": "false",
            },
        ),
        *(_attribute(name) for name in (*OF_THE_PROFILE, "locale")),
    ]


def of_email() -> list[Json]:
    """Return what the scope `email` adds."""
    return [_property("email"), _property("emailVerified", "email_verified", kind="boolean")]


def of_profile() -> list[Json]:
    """Return what the scope `profile` adds."""
    return [_property("username", "preferred_username")]


def _subject() -> Json:
    return _mapper("sub", "oidc-sub-mapper", **_IN_BOTH)


def _attribute(name: str) -> Json:
    source = {"user.attribute": name, "claim.name": name}
    return _mapper(name, "oidc-usermodel-attribute-mapper", **_IN_BOTH, **_TEXT, **source)


def _property(name: str, claim: str | None = None, kind: str = "String") -> Json:
    source = {"user.attribute": name, "claim.name": claim or name, "jsonType.label": kind}
    return _mapper(name, "oidc-usermodel-property-mapper", **_IN_BOTH, **source)


def _mapper(name: str, kind: str, **config: str) -> Json:
    return {
        "name": name,
        "protocol": "openid-connect",
        "protocolMapper": kind,
        "config": config,
    }
