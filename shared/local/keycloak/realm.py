"""The realm as Keycloak imports it: roles, scopes, clients and, for a trial, demo people.

`${NAME:otherwise}` is filled in by Keycloak from its environment when it imports the file.
"""

import json
from collections.abc import Mapping
from typing import Any

from shared.local.keycloak.mappers import of_email, of_product, of_profile
from shared.local.keycloak.profile import profile_component
from shared.local.sign_in.clients import FILE as CLIENTS
from shared.local.sign_in.people import Person, load_groups
from shared.principal import Role
from shared.web.identity import SESSION_LASTS
from shared.web.tokens import AUDIENCE

Json = dict[str, Any]
NAME = "fairport"
PUBLIC_URL = "${FAIRPORT_PUBLIC_URL:http://127.0.0.1:8080}"
# Known to everybody who reads this file: good for a trial and for nothing else.
DEMO_MARK = "demo-only-"
SCOPES: Mapping[str, str] = {
    "complaints:file": "提交投诉 / file complaints",
    "complaints:read": "查看本企业的投诉 / read the firm's own complaints",
    "cases:handle": "办理本部门的案件 / handle the department's cases",
    "cases:search": "检索案件 / search cases",
    "feed:read": "读取信用变动 / read the credit feed",
    "gate:query": "给予便利前查询信用 / ask the gate",
    "score:read": "查看企业信用 / read a firm's score",
    "messages:read": "读取消息 / read messages",
    "recipients:resolve": "查询收件人，仅限通知服务 / resolve recipients, the notify service alone",
}
_SESSION_SECONDS = int(SESSION_LASTS.total_seconds())


def realm(*, with_demo: bool) -> Json:
    """Return the realm; without demo there are no people, no partner systems and no passwords."""
    records = json.loads(CLIENTS.read_text("utf-8"))["clients"]
    clients = [record for record in records if with_demo or "secret_from" in record]
    systems = [record for record in clients if record["grant"] == "client_credentials"]
    people = [person for group in load_groups() for person in group.people] if with_demo else []
    return {
        **_head(with_demo=with_demo),
        "roles": {"client": {AUDIENCE: [{"name": role.value} for role in Role]}},
        "clientScopes": _scopes(),
        "clientScopeMappings": {
            AUDIENCE: [{"clientScope": AUDIENCE, "roles": [role.value for role in Role]}]
        },
        "defaultDefaultClientScopes": ["profile", "email"],
        "defaultOptionalClientScopes": [],
        "clients": [_resource(), *(_client(each, with_demo=with_demo) for each in clients)],
        "components": {"org.keycloak.userprofile.UserProfileProvider": [profile_component()]},
        "users": [*map(_person, people), *map(_account_of, systems)],
    }


def _head(*, with_demo: bool) -> Json:
    title = "口岸信用与投诉协同平台"
    return {
        "realm": NAME,
        "displayName": f"{title}（演示账号 DEMO ONLY）" if with_demo else title,
        "enabled": True,
        "sslRequired": "external",
        "registrationAllowed": False,
        "rememberMe": False,
        "editUsernameAllowed": False,
        "bruteForceProtected": True,
        "passwordPolicy": "length(12) and notUsername",
        "accessTokenLifespan": 300,
        "ssoSessionIdleTimeout": 1800,
        "ssoSessionMaxLifespan": _SESSION_SECONDS,
        "internationalizationEnabled": True,
        "supportedLocales": ["zh-Hans", "en"],
        "defaultLocale": "zh-Hans",
        "eventsEnabled": True,
        "eventsExpiration": 30 * 24 * 3600,
        "eventsListeners": ["jboss-logging"],
        "adminEventsEnabled": True,
    }


def _scopes() -> list[Json]:
    own = [_scope(AUDIENCE, "角色与所属 / role, firm, department", of_product(), named=False)]
    protocol = [_scope("profile", "", of_profile()), _scope("email", "", of_email())]
    return [*own, *(_scope(name, text, []) for name, text in SCOPES.items()), *protocol]


def _scope(name: str, text: str, mappers: list[Json], *, named: bool = True) -> Json:
    """Return a scope; a named one is written into the claim `scope` of the token."""
    shown = {"include.in.token.scope": str(named).lower(), "display.on.consent.screen": "false"}
    return {
        "name": name,
        "description": text,
        "protocol": "openid-connect",
        "attributes": shown,
        "protocolMappers": mappers,
    }


def _resource() -> Json:
    """Return the client that stands for the product's APIs: tokens are for it, roles are its."""
    return {
        "clientId": AUDIENCE,
        "name": "Fairport API",
        "enabled": True,
        "protocol": "openid-connect",
        "standardFlowEnabled": False,
        "directAccessGrantsEnabled": False,
        "serviceAccountsEnabled": False,
        "fullScopeAllowed": False,
    }


def _client(record: Mapping[str, Any], *, with_demo: bool) -> Json:
    is_web = record["grant"] == "authorization_code"
    demo = record.get("secret") or f"${{{record['secret_from']}:{DEMO_MARK}{record['client_id']}}}"
    return {
        "clientId": record["client_id"],
        "enabled": True,
        "protocol": "openid-connect",
        "publicClient": False,
        "clientAuthenticatorType": "client-secret",
        **({"secret": demo} if with_demo else {}),
        "standardFlowEnabled": is_web,
        "implicitFlowEnabled": False,
        "directAccessGrantsEnabled": False,
        "serviceAccountsEnabled": not is_web,
        "fullScopeAllowed": False,
        **(_ways_of_people() if is_web else {}),
        "defaultClientScopes": ["profile", "email", AUDIENCE] if is_web else [AUDIENCE],
        "optionalClientScopes": [] if is_web else record["scopes"],
    }


def _ways_of_people() -> Json:
    return {
        "redirectUris": [f"{PUBLIC_URL}/auth/callback"],
        "webOrigins": [],
        "attributes": {
            "pkce.code.challenge.method": "S256",
            "post.logout.redirect.uris": f"{PUBLIC_URL}/auth/sign-out",
            "use.refresh.tokens": "false",
        },
    }


def _person(person: Person) -> Json:
    claims = person.claims()
    return {
        "id": person.sub,
        "username": person.sub,
        "enabled": True,
        "email": claims.pop("email"),
        "emailVerified": True,
        **_about(claims),
        "realmRoles": [f"default-roles-{NAME}"],
        "credentials": [
            {"type": "password", "value": f"{DEMO_MARK}{person.sub}", "temporary": False}
        ],
    }


def _account_of(record: Mapping[str, Any]) -> Json:
    """Return the account that speaks for a system; its id is what tokens call the system."""
    return {
        "id": record["client_id"],
        "username": f"service-account-{record['client_id']}",
        "enabled": True,
        "serviceAccountClientId": record["client_id"],
        **_about(record["claims"]),
    }


def _about(claims: Mapping[str, str]) -> Json:
    attributes = {name: [value] for name, value in claims.items() if name != "role"}
    return {"attributes": attributes, "clientRoles": {AUDIENCE: [claims["role"]]}}
