"""What an administrator does in Keycloak's console, through its admin API."""

from typing import Any

import requests

from shared.local.keycloak.realm import NAME
from shared.web.tokens import AUDIENCE

Json = Any
_SECONDS = 60


class Admin:
    """The administrator of all realms."""

    def __init__(self, url: str, name: str, password: str) -> None:
        self._url = url
        self._who = {"username": name, "password": password}

    def call(self, method: str, path: str, body: Json = None, *, realm: str = NAME) -> Json:
        """Send one request below the realm, return the JSON of the answer, else the new id."""
        answer = requests.request(
            method,
            f"{self._url}/admin/realms/{realm}{path}",
            json=body,
            headers={"Authorization": f"Bearer {self._token()}"},
            timeout=_SECONDS,
        )
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else answer.headers.get("Location", "")

    def create_realm(self, realm: Json) -> None:
        """Create another realm."""
        answer = requests.post(
            f"{self._url}/admin/realms",
            json=realm,
            headers={"Authorization": f"Bearer {self._token()}"},
            timeout=_SECONDS,
        )
        assert answer.ok, answer.text

    def create_person(self, name: str, /, *roles: str, **attributes: str) -> str:
        """Create a person with a password that is to be kept and return it."""
        password = f"password of {name}"
        self.call(
            "POST",
            "/users",
            {
                "username": name,
                "enabled": True,
                "email": f"{name}@fairport.example",
                "emailVerified": True,
                "attributes": {key: [value] for key, value in attributes.items()},
                "credentials": [{"type": "password", "value": password, "temporary": False}],
            },
        )
        self.give_roles(self.id_of(name), *roles)
        return password

    def give_roles(self, person: str, *roles: str) -> None:
        """Give a person, or the account of a system, roles of the product."""
        resource = self.client(AUDIENCE)["id"]
        found = [self.call("GET", f"/clients/{resource}/roles/{role}") for role in roles]
        if found:
            self.call("POST", f"/users/{person}/role-mappings/clients/{resource}", found)

    def id_of(self, name: str) -> str:
        """Return the id of a person."""
        return str(self.call("GET", f"/users?username={name}&exact=true")[0]["id"])

    def enable(self, name: str, *, is_enabled: bool) -> None:
        """Let a person sign in, or no longer."""
        person = self.call("GET", f"/users/{self.id_of(name)}")
        self.call("PUT", f"/users/{person['id']}", {**person, "enabled": is_enabled})

    def sessions_of(self, name: str) -> list[Json]:
        """Return where a person is signed in."""
        return list(self.call("GET", f"/users/{self.id_of(name)}/sessions"))

    def end_sessions_of(self, name: str) -> None:
        """Sign a person out everywhere."""
        self.call("POST", f"/users/{self.id_of(name)}/logout")

    def client(self, client_id: str) -> Json:
        """Return a client of the realm."""
        return self.call("GET", f"/clients?clientId={client_id}")[0]

    def change_client(self, client_id: str, **attributes: str) -> None:
        """Change attributes of a client."""
        client = self.client(client_id)
        changed = {**client, "attributes": {**client["attributes"], **attributes}}
        self.call("PUT", f"/clients/{client['id']}", changed)

    def add_key(self, name: str, *, priority: int) -> None:
        """Give the realm another signing key; the one with the highest priority signs."""
        parent = self.call("GET", "")["id"]
        self.call(
            "POST",
            "/components",
            {
                "name": name,
                "parentId": parent,
                "providerId": "rsa-generated",
                "providerType": "org.keycloak.keys.KeyProvider",
                "config": {
                    "priority": [str(priority)],
                    "algorithm": ["RS256"],
                    "keySize": ["2048"],
                },
            },
        )

    def remove_key(self, name: str) -> None:
        """Take a signing key away."""
        kind = "org.keycloak.keys.KeyProvider"
        found = self.call("GET", f"/components?type={kind}&name={name}")
        assert len(found) == 1, found
        self.call("DELETE", f"/components/{found[0]['id']}")

    def key_names(self) -> list[str]:
        """Return the names of the components that hold keys."""
        found = self.call("GET", "/components?type=org.keycloak.keys.KeyProvider")
        return sorted(each["name"] for each in found)

    def _token(self) -> str:
        answer = requests.post(
            f"{self._url}/realms/master/protocol/openid-connect/token",
            data={"grant_type": "password", "client_id": "admin-cli", **self._who},
            timeout=_SECONDS,
        )
        assert answer.ok, answer.text
        return str(answer.json()["access_token"])
