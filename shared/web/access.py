"""Who may use a route; every route says it.

`@access(roles(Role.OFFICER) | scopes("cases:search"))`

Anonymous addresses know no session. A form there is refused when another site sends it; what more
it needs (a signed state, a mailbox opened by its receipt) its own route checks.

Roles are for people in a session, scopes for systems with a token: a token opens what its scopes
name and nothing else, whatever the role of its owner.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

from flask import Flask, Response, current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from werkzeug.routing import Rule as Address

from shared.errors import FieldError, Forbidden, Unauthenticated
from shared.logs import logger
from shared.principal import Principal, Role
from shared.web.anonymous_paths import is_anonymous
from shared.web.identity import bearer_token, must_be_told_again, person_of_session, principal
from shared.web.machine_paths import is_for_machines
from shared.web.role_names import role_names
from shared.words import N_

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
OWN_SITE = frozenset({"", "none", "same-origin"})
_RULE = "access_rule"
_CSRF = "fairport-csrf"
_log = logger(__name__)

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class AccessRule:
    """Whom a route is open to: in words, as a decision, and as programs are told.

    `people` are the roles in a session, all of them where anybody signed in may; each of `systems`
    is a set of scopes that is enough.
    """

    text: str
    allows: Callable[[Principal | None], bool]
    people: tuple[Role, ...] = ()
    systems: tuple[tuple[str, ...], ...] = ()

    def __or__(self, other: Self) -> "AccessRule":
        """Return the rule that is met when either is."""
        return AccessRule(
            f"{self.text} | {other.text}",
            lambda asking: self.allows(asking) or other.allows(asking),
            people=self.people + other.people,
            systems=self.systems + other.systems,
        )


public = AccessRule("public", lambda _: True)
anonymous = AccessRule("anonymous", lambda _: True)
signed_in = AccessRule(
    "signed in", lambda asking: asking is not None and not asking.scopes, people=tuple(Role)
)


def roles(*allowed: Role) -> AccessRule:
    """Return the rule for people who have one of the roles."""
    return AccessRule(
        f"roles({', '.join(allowed)})",
        lambda asking: asking is not None and not asking.scopes and asking.role in allowed,
        people=allowed,
    )


def scopes(*needed: str) -> AccessRule:
    """Return the rule for systems whose token has all of the scopes."""
    return AccessRule(
        f"scopes({', '.join(needed)})",
        lambda asking: asking is not None and asking.scopes.issuperset(needed),
        systems=(needed,),
    )


def access(rule: AccessRule) -> Callable[[View], View]:
    """Declare whom the decorated view, or method of a view class, is open to."""

    def declare(view: View) -> View:
        setattr(view, _RULE, rule)
        return view

    return declare


def install_access(app: Flask) -> None:
    """Refuse every request that its route is not open to, and forged forms."""
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,  # _check_forgery decides
        WTF_CSRF_SSL_STRICT=False,  # the token is enough; proxies drop the Referer
        WTF_CSRF_TIME_LIMIT=None,  # a token lives as long as its session
    )
    app.extensions[_CSRF] = CSRFProtect(app)
    app.before_request(_check)
    app.after_request(_name_the_scheme)


@dataclass(frozen=True, kw_only=True)
class DeclaredRoute:
    """One method of one address, and whom it says it is open to; None where it does not say."""

    method: str
    address: Address
    rule: AccessRule | None


def declared_routes(app: Flask) -> Iterator[DeclaredRoute]:
    """Give each route of an app with its declaration, in the order of registration."""
    for address in app.url_map.iter_rules():
        for method in sorted((address.methods or set()) - {"HEAD", "OPTIONS"}):
            rule = rule_of(app, address.endpoint, method)
            yield DeclaredRoute(method=method, address=address, rule=rule)


def undeclared_routes(app: Flask) -> list[str]:
    """Return method and address of each route that does not say whom it is open to."""
    return [f"{r.method} {r.address.rule}" for r in declared_routes(app) if r.rule is None]


def _check() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    rule = rule_of(current_app, request.endpoint, request.method)
    if rule is None:
        raise RuntimeError(f"{request.endpoint} does not declare its access")
    if not rule.allows(None) and (refused := _refuse(rule)):
        return refused
    _check_forgery()
    return None


def _refuse(rule: AccessRule) -> ResponseReturnValue | None:
    asking = principal()
    if rule.allows(asking):
        return _by_way_of_the_issuer() if _reads_on_an_old_word() else None
    if asking is not None:
        by = "system" if asking.scopes else "person"
        _log.warning("access refused", role=asking.role.value, by=by, needed=rule.text)
        raise Forbidden(N_("您没有使用这项功能的权限"), errors=_what_is_missing(rule, asking))
    return _by_way_of_the_issuer()


def _what_is_missing(rule: AccessRule, asking: Principal) -> list[FieldError]:
    """Return whom the function is for and who asks; nothing where it is for systems alone."""
    if not rule.people or asking.scopes:
        return []
    told = {"roles": role_names(rule.people), "role": role_names([asking.role])}
    return [FieldError("", N_("这项功能由%(roles)s使用。您登录的身份是%(role)s。"), told)]


def _reads_on_an_old_word() -> bool:
    return request.method == "GET" and bearer_token() is None and must_be_told_again()


def _by_way_of_the_issuer() -> ResponseReturnValue:
    """Send a browser to sign in and back; a program is told that it must.

    A file of the JSON side that a person follows a link to is a page like any other.
    """
    if is_for_machines(request.path) and request.headers.get("Sec-Fetch-Mode") != "navigate":
        raise Unauthenticated(N_("请先登录，或在请求头 Authorization 中给出访问令牌"))
    back = request.full_path.rstrip("?") if request.method in SAFE_METHODS else request.path
    return redirect(f"/auth/sign-in?{urlencode({'next': back})}", code=303)


def _check_forgery() -> None:
    """Check the form's token wherever a browser could have been made to send the cookie."""
    if request.method in SAFE_METHODS or bearer_token() is not None:
        return
    if is_anonymous(request.path):
        if request.headers.get("Sec-Fetch-Site", "") not in OWN_SITE:
            raise Forbidden(N_("这个表单不是从本站提交的"))
        return
    if is_for_machines(request.path) and person_of_session() is None:
        return
    current_app.extensions[_CSRF].protect()


def _name_the_scheme(response: Response) -> Response:
    if response.status_code == Unauthenticated.status:
        response.headers.setdefault("WWW-Authenticate", 'Bearer realm="fairport"')
    return response


def rule_of(app: Flask, endpoint: str, method: str) -> AccessRule | None:
    """Return what a route declares for a method, None where it declares nothing."""
    if endpoint == "static" or endpoint.endswith(".static") or endpoint.startswith("api-docs."):
        return public
    view: Any = app.view_functions[endpoint]
    if (kind := getattr(view, "view_class", None)) is not None and not hasattr(view, _RULE):
        view = getattr(kind, _handler(kind, method), None)
    rule: AccessRule | None = getattr(view, _RULE, None)
    return public if rule is None and method == "OPTIONS" else rule


def _handler(kind: Any, method: str) -> str:
    return "get" if method == "HEAD" and not hasattr(kind, "head") else method.lower()
