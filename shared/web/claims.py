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

    Raises:
        Forbidden: the claims name nobody, or no role of this product.
    """
    subject, role = _text(claims.get("sub")), _role(claims.get("role"))
    if subject is None or role is None:
        raise Forbidden(N_("您的账号没有本平台的角色，请联系管理员"))
    return Principal(
        sub=subject,
        name=_text(claims.get("name")) or subject,
        role=role,
        scopes=scopes,
        language="en" if str(claims.get("locale", "")).startswith("en") else "zh",
        **{name: _text(claims.get(name)) for name in OPTIONAL},
    )


def scopes_of(claims: Mapping[str, Any]) -> frozenset[str]:
    """Return what a token may be used for, without the scopes of the sign-in protocol itself."""
    return frozenset(str(claims.get("scope", "")).split()) - OF_THE_PROTOCOL


def _role(value: Any) -> Role | None:
    try:
        return Role(value)
    except ValueError:
        return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
