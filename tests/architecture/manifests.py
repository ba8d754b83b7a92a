"""The manifests as they are written, put together as far as a rule about them needs it.

Rendering is `make k8s`; what is here reads the base without a renderer.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.architecture.source import ROOT

Node = dict[str, Any]
K8S = ROOT / "k8s"
SERVICE = K8S / "base" / "service"
SERVICES = ("complaints", "credit", "notify")
POD_PATCHES = {"pod.yaml": {"Deployment", "Job"}, "wait.yaml": {"Deployment"}}
PRODUCT_SETTINGS = "fairport-settings"


@cache
def documents(path: Path) -> tuple[Any, ...]:
    """Return the YAML documents of a file: resources are maps, a list of changes is a list."""
    return tuple(each for each in yaml.safe_load_all(path.read_text(encoding="utf-8")) if each)


def kustomization(folder: Path) -> Node:
    """Return what a folder's kustomization says."""
    found: Node = documents(folder / "kustomization.yaml")[0]
    return found


def workloads() -> Iterator[Node]:
    """Yield each Deployment and Job of the base for any service, with what every pod has."""
    for path in sorted(SERVICE.glob("*.yaml")):
        for each in documents(path):
            if each["kind"] in {"Deployment", "Job"} and path.name not in POD_PATCHES:
                yield _patched(each)


def workload(word: str) -> Node:
    """Return the one whose container runs this word."""
    return next(each for each in workloads() if words_of(each) == [word])


def pod(of: Node) -> Node:
    """Return the pod of a workload."""
    spec: Node = of["spec"]["template"]["spec"]
    return spec


def container(of: Node) -> Node:
    """Return the container that runs the process."""
    (only,) = pod(of)["containers"]
    found: Node = only
    return found


def words_of(of: Node) -> list[str]:
    """Return the arguments of a workload's process."""
    words: list[str] = container(of)["args"]
    return words


def generated(folder: Path) -> dict[str, dict[str, str]]:
    """Return the settings of each ConfigMap that a kustomization generates."""
    return {
        each["name"]: dict(line.split("=", 1) for line in each.get("literals", []))
        for each in kustomization(folder).get("configMapGenerator", [])
    }


def set_for(service: str) -> set[str]:
    """Return the names of all settings that a process of a service finds in its environment."""
    shared = generated(K8S / "base")[PRODUCT_SETTINGS]
    own = generated(K8S / "base" / service)["settings"]
    return {*shared, *own, *secrets_of(service), *environment(workload("serve"))}


def secrets_of(service: str) -> set[str]:
    """Return the settings that a service takes from Secrets."""
    everyone = {
        name for name, entry in environment(workload("setup")).items() if "valueFrom" in entry
    }
    patch = K8S / "base" / service / "secrets.yaml"
    return everyone | (set(environment(documents(patch)[0])) if patch.exists() else set())


def environment(of: Node) -> dict[str, Node]:
    """Return the variables that a workload's process is given one by one."""
    return {entry["name"]: entry for entry in container(of).get("env", [])}


def _patched(each: Node) -> Node:
    for name, kinds in POD_PATCHES.items():
        if each["kind"] in kinds:
            each = _merged(each, {"spec": documents(SERVICE / name)[0]["spec"]})
    return each


def _merged(under: Any, over: Any) -> Any:
    """Return both, as a strategic merge does: maps by key, lists of named things by name."""
    if isinstance(under, dict) and isinstance(over, dict):
        return {key: _merged(under.get(key), over.get(key)) for key in {**under, **over}}
    if _named(under) and _named(over):
        by_name = {each["name"]: each for each in under}
        for each in over:
            by_name[each["name"]] = _merged(by_name.get(each["name"]), each)
        return list(by_name.values())
    return under if over is None else over


def _named(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict) and "name" in each for each in value
    )
