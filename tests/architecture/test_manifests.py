"""What runs in a cluster: every process, guarded and limited, with every setting it reads."""

import re
from dataclasses import fields

import pytest

from services.complaints.settings import Settings as ComplaintsSettings
from services.credit.settings import Settings as CreditSettings
from services.notify.settings import Settings as NotifySettings
from shared.processes import Service, main
from shared.web.server_settings import ServerSettings
from tests.architecture.manifests import (
    K8S,
    SERVICE,
    SERVICES,
    container,
    documents,
    environment,
    generated,
    kustomization,
    pod,
    set_for,
    words_of,
    workload,
    workloads,
)

SETTINGS = {
    "complaints": ComplaintsSettings,
    "credit": CreditSettings,
    "notify": NotifySettings,
}
NOT_DEPLOYED = {"work"}  # the loops in one process, for one machine
BEFORE_OTHERS = {"wait"}
CONFIDENTIAL = re.compile(r"KEY|SECRET|SALT|PASSWORD|^(MONGO|ELASTICSEARCH|SMTP|IMAP)_URL$")
LONG_RUNNING = [each for each in workloads() if each["kind"] == "Deployment"]
INFRASTRUCTURE = [
    each
    for path in sorted((K8S / "components/local-infrastructure").glob("*.yaml"))
    for each in documents(path)
    if each["kind"] in {"Deployment", "StatefulSet"}
]
by_name = pytest.mark.parametrize("each", list(workloads()), ids=lambda each: words_of(each)[0])


def words_of_the_program(capsys) -> set[str]:
    nothing = Service(
        name="any",
        settings=object,
        setup=lambda: None,
        consume=list,
        relay=list,
        clock=list,
        indexes=dict,
        commands={},
    )
    assert main(nothing, []) == 2
    return set(capsys.readouterr().err.rpartition(": ")[2].strip().split(", "))


def test_every_process_is_deployed_and_nothing_else(capsys):
    deployed = {words_of(each)[0] for each in workloads()}
    assert deployed == words_of_the_program(capsys) - NOT_DEPLOYED - BEFORE_OTHERS


def test_nothing_long_running_starts_before_setup_was_done():
    for each in LONG_RUNNING:
        assert [first["args"] for first in pod(each)["initContainers"]] == [["wait"]]
    assert "initContainers" not in pod(workload("setup"))


@pytest.mark.parametrize("service", SERVICES)
def test_every_setting_of_a_service_is_set_or_taken_from_a_secret(service):
    read = {
        field.name.upper() for kind in (SETTINGS[service], ServerSettings) for field in fields(kind)
    }
    assert read - set_for(service) == set()


def test_nothing_confidential_is_written_down():
    folders = [path.parent for path in K8S.rglob("kustomization.yaml")]
    written = {key for folder in folders for pairs in generated(folder).values() for key in pairs}
    assert {key for key in written if CONFIDENTIAL.search(key)} == set()
    secrets = [
        each
        for path in K8S.rglob("*.yaml")
        for each in documents(path)
        if isinstance(each, dict) and each.get("kind") == "Secret"
    ]
    assert [each for each in secrets if {"data", "stringData"} & each.keys()] == []
    assert not any("secretGenerator" in kustomization(folder) for folder in folders)


@pytest.mark.parametrize("each", LONG_RUNNING, ids=lambda each: words_of(each)[0])
def test_a_long_running_process_is_probed_at_a_port_it_opens(each):
    only = container(each)
    ports = {port["name"]: port["containerPort"] for port in only["ports"]}
    bind = environment(each).get("BIND") or environment(each)["METRICS_BIND"]
    assert {int(address.rpartition(":")[2]) for address in bind["value"].split(",")} == set(
        ports.values()
    )
    assert "metrics" in ports
    for probe, path in {"startup": "healthz", "liveness": "healthz", "readiness": "readyz"}.items():
        asked = only[f"{probe}Probe"]["httpGet"]
        assert asked["path"] == f"/{path}"
        assert asked["port"] in ports


@by_name
def test_a_pod_has_no_rights_it_does_not_need(each):
    spec = pod(each)
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["runAsUser"] >= 10_000
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for one in [*spec["containers"], *spec.get("initContainers", [])]:
        assert one["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }


@by_name
def test_every_container_says_what_it_needs_and_may_take(each):
    for one in [*pod(each)["containers"], *pod(each).get("initContainers", [])]:
        for kind in ("requests", "limits"):
            assert set(one["resources"][kind]) == {"cpu", "memory"}


@by_name
def test_what_is_being_received_lies_in_memory_only(each):
    (volume,) = pod(each)["volumes"]
    assert volume["emptyDir"]["medium"] == "Memory"
    assert container(each)["volumeMounts"] == [{"name": volume["name"], "mountPath": "/tmp"}]


@pytest.mark.parametrize("each", INFRASTRUCTURE, ids=lambda each: each["metadata"]["name"])
def test_an_engine_for_one_machine_fits_the_same_namespace(each):
    spec = pod(each)
    (only,) = spec["containers"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert only["securityContext"]["allowPrivilegeEscalation"] is False
    assert only["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert {"requests", "limits"} <= only["resources"].keys()
    assert {"livenessProbe", "readinessProbe"} <= only.keys()


def test_a_selector_finds_the_pods_of_its_own_process():
    for each in LONG_RUNNING:
        component = {"app.kubernetes.io/component": words_of(each)[0]}
        assert each["spec"]["selector"]["matchLabels"] == component
        assert component.items() <= each["spec"]["template"]["metadata"]["labels"].items()
        assert component.items() <= each["metadata"]["labels"].items()


def test_a_drain_takes_at_most_one_pod_of_each_long_running_process():
    kept = {
        budget["spec"]["selector"]["matchLabels"]["app.kubernetes.io/component"]: budget["spec"]
        for budget in documents(SERVICE / "disruption-budgets.yaml")
    }
    assert set(kept) == {words_of(each)[0] for each in LONG_RUNNING}
    assert {spec["maxUnavailable"] for spec in kept.values()} == {1}


def test_how_many_serve_is_left_to_the_autoscaler():
    (scaler,) = documents(SERVICE / "autoscaler.yaml")
    assert scaler["spec"]["scaleTargetRef"]["name"] == "serve"
    assert "replicas" not in workload("serve")["spec"]
