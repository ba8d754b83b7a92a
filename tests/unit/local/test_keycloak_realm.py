"""The realm file is the one that people, clients and code make, and gives nothing away."""

import json
import re
from pathlib import Path

import pytest

from shared.local.keycloak import realm as module
from shared.local.keycloak.__main__ import realm_text
from shared.local.keycloak.mappers import of_email, of_product
from shared.local.keycloak.profile import user_profile
from shared.local.keycloak.realm import DEMO_MARK, SCOPES, realm
from shared.local.sign_in.people import load_groups
from shared.principal import Role
from shared.web.claims import OPTIONAL
from tests.architecture.source import ROOT

FILE = Path(module.__file__).with_name("fairport-realm.json")
WRITTEN = json.loads(FILE.read_text("utf-8"))
SCOPE = re.compile(r"\bscopes\(\s*\"([a-z]+:[a-z]+)\"|^[A-Z]+ = \"([a-z]+:[a-z]+)\"", re.MULTILINE)


def test_the_file_is_what_the_command_writes() -> None:
    assert FILE.read_text("utf-8") == realm_text(with_demo=True)


def test_every_demo_person_is_in_it_with_role_and_password_for_demo_only() -> None:
    people = {each["id"]: each for each in WRITTEN["users"] if "credentials" in each}
    sample = {person.sub: person for group in load_groups() for person in group.people}
    assert set(people) == set(sample)
    for sub, person in sample.items():
        assert people[sub]["clientRoles"] == {"fairport": [person.role]}
        assert people[sub]["credentials"][0]["value"] == f"{DEMO_MARK}{sub}"
    assert "DEMO ONLY" in WRITTEN["displayName"]


def test_every_role_can_be_given() -> None:
    assert {role["name"] for role in WRITTEN["roles"]["client"]["fairport"]} == set(Role)


def test_every_claim_the_product_reads_is_put_into_tokens() -> None:
    made = {each["config"].get("claim.name") for each in [*of_product(), *of_email()]}
    assert {"role", "name", "locale", *OPTIONAL} <= made
    assert {each["name"] for each in of_product()} >= {"sub", "audience"}


def test_every_scope_that_a_route_asks_for_can_be_given() -> None:
    asked = {
        found[1] or found[2]
        for path in (ROOT / "services").rglob("routes/**/*.py")
        for found in SCOPE.finditer(path.read_text("utf-8"))
    }
    assert len(asked) > 5
    assert asked <= set(SCOPES)


def test_every_system_of_the_sample_has_its_scopes_and_nothing_by_default() -> None:
    sample = json.loads((FILE.parents[1] / "sample" / "clients.json").read_text("utf-8"))
    made = {each["clientId"]: each for each in WRITTEN["clients"]}
    for client in sample["clients"]:
        if client["grant"] == "client_credentials":
            assert made[client["client_id"]]["optionalClientScopes"] == client["scopes"]
            assert made[client["client_id"]]["defaultClientScopes"] == ["fairport"]


def test_people_sign_in_with_pkce_and_come_back_to_one_address_only() -> None:
    [web] = [each for each in WRITTEN["clients"] if each["standardFlowEnabled"]]
    assert web["attributes"]["pkce.code.challenge.method"] == "S256"
    assert not any("*" in way for way in web["redirectUris"])
    assert not web["publicClient"]
    assert not any(each["directAccessGrantsEnabled"] for each in WRITTEN["clients"])
    assert not any(each["fullScopeAllowed"] for each in WRITTEN["clients"])


def test_nobody_edits_what_decides_about_the_own_rights() -> None:
    assert {tuple(each["permissions"]["edit"]) for each in user_profile()["attributes"]} == {
        ("admin",)
    }


def test_a_bare_realm_has_no_person_no_secret_and_no_partner() -> None:
    bare = realm(with_demo=False)
    assert "demo" not in json.dumps(bare).lower()
    assert not any("secret" in client for client in bare["clients"])
    assert {each["clientId"] for each in bare["clients"]} == {
        "fairport",
        "fairport-web",
        "notify-service",
    }
    assert [each["id"] for each in bare["users"]] == ["notify-service"]


@pytest.mark.parametrize("name", ["WEB_CLIENT_SECRET", "NOTIFY_CLIENT_SECRET"])
def test_secrets_of_the_own_programs_come_from_the_environment_of_keycloak(name) -> None:
    secrets = [each.get("secret", "") for each in WRITTEN["clients"]]
    assert any(secret.startswith(f"${{{name}:{DEMO_MARK}") for secret in secrets)
