"""From the claims of an issuer to the person or system that asks."""

from collections.abc import Mapping
from typing import Any

from shared.errors import Forbidden
from shared.principal import Principal, Role
from shared.words import N_

OPTIONAL = ("uscc", "department", "city", "email", "organisation")
OF_THE_PROTOCOL = frozenset({"openid", "profile", "email", "offline_access"})


def principal_of(claims: Mapping[str, Any], *, scopes: frozenset[str] = frozenset()) -> Principal:
    """Return who the claims are about; claims that are not known are left out.

    The claim `role` is one role of this product, or a list of which exactly one is.

    Raises:
        Forbidden: the claims name nobody, no role of this product, or several.
    """
    subject, named = _text(claims.get("sub")), _roles(claims.get("role"))
    if subject is None or not named:
        raise Forbidden(N_("您的账号没有本平台的角色，请联系管理员"))
    if len(named) > 1:
        raise Forbidden(N_("您的账号有不止一个本平台的角色，请联系管理员"))
    return Principal(
        sub=subject,
        name=_text(claims.get("name")) or subject,
        role=named.pop(),
        scopes=scopes,
        language="en" if str(claims.get("locale", "")).startswith("en") else "zh",
        **{name: _text(claims.get(name)) for name in OPTIONAL},
    )


def scopes_of(claims: Mapping[str, Any]) -> frozenset[str]:
    """Return what a token may be used for, without the scopes of the sign-in protocol itself."""
    return frozenset(str(claims.get("scope", "")).split()) - OF_THE_PROTOCOL


def _roles(value: Any) -> set[Role]:
    named = value if isinstance(value, list) else [value]
    return {role for role in Role if role.value in named}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
