"""Copies in a cluster: guarded like every pod of ours, in the right order, by words that exist."""

from importlib import import_module

import pytest

from tests.architecture.manifests import K8S, SERVICE, SERVICES, documents, kustomization

COPIES = K8S / "components" / "backup"
ORDER = ("notify", "credit", "complaints")


def template(name: str):
    return documents(COPIES / "service" / name)[0]["spec"]["jobTemplate"]["spec"]["template"]


def test_a_copying_pod_has_no_more_rights_than_any_other():
    ours = documents(SERVICE / "pod.yaml")[0]["spec"]["template"]["spec"]
    pod = template("pod.yaml")["spec"]
    assert pod["securityContext"] == ours["securityContext"]
    assert pod["automountServiceAccountToken"] is False
    [container], [theirs] = pod["containers"], ours["containers"]
    assert container["securityContext"] == theirs["securityContext"]
    assert set(container["resources"]) == {"requests", "limits"}


def test_putting_back_waits_for_a_person():
    restore = documents(COPIES / "service" / "restore.yaml")[0]["spec"]
    assert restore["suspend"] is True


@pytest.mark.parametrize("service", SERVICES)
def test_every_word_is_a_command_of_the_service(service):
    commands = import_module(f"services.{service}.commands").COMMANDS
    for name in ("backup.yaml", "restore.yaml"):
        [container] = template(name)["spec"]["containers"]
        assert container["args"][0] in commands


def test_whoever_follows_the_events_of_another_is_copied_before_it():
    times = {}
    for service in SERVICES:
        patches = kustomization(COPIES / service)["patches"]
        [times[service]] = [
            each["patch"].partition('value: "')[2][:9]
            for each in patches
            if "/spec/schedule" in each["patch"]
        ]
    assert sorted(times, key=lambda name: int(times[name].split()[0])) == list(ORDER)
