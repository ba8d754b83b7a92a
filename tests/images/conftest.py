"""The product with its services in containers, on embedded engines beside them."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from shared.local.child import Child, stop_all, wait_until_ready
from shared.local.engines import Engines
from shared.local.ports import LocalPorts, require_unused, unused_ports
from shared.local.problem import LocalProblem
from shared.local.programs import SERVICES
from shared.local.secret_file import load_secrets
from tests.images.containers import Containers, podman

WORDS = ("setup", "serve", "work", "sample")
_READY_SECONDS = 180.0


@dataclass(frozen=True, kw_only=True)
class Running:
    """The product in containers."""

    url: str
    containers: Containers
    children: dict[str, Child]


@pytest.fixture(scope="session")
def tag() -> str:
    if "IMAGES_TAG" not in os.environ:
        pytest.skip("needs the images, which `make images-test` builds first")
    return os.environ["IMAGES_TAG"]


@pytest.fixture(scope="module", params=SERVICES)
def image(tag: str, request) -> str:
    return f"localhost/fairport-{request.param}:{tag}"


@pytest.fixture(scope="module")
def running(tag: str, tmp_path_factory) -> Iterator[Running]:
    """Give the product after setup; at the end every process must have ended when it was asked."""
    root = tmp_path_factory.mktemp("containers")
    ports = _eight_ports()
    engines = Engines(
        root, documents=ports.documents, broker_port=ports.broker, search=ports.search
    )
    containers = Containers(
        root=root,
        ports=ports,
        addresses=engines.addresses,
        secrets=load_secrets(root / "secrets.env"),
        tag=tag,
    )
    with ExitStack() as stack:
        stack.callback(_remove, containers)
        engines.start()
        stack.callback(engines.stop)
        children = _start(containers, stack)
        yield Running(url=containers.url, containers=containers, children=children)


def _start(containers: Containers, stack: ExitStack) -> dict[str, Child]:
    for service in SERVICES:
        setup = containers.word(service, "setup")
        setup.start()
        assert setup.wait(_READY_SECONDS), f"setup of {service} does not end"
        assert setup.exit_code == 0, setup.last_lines()
    children = {"mail": containers.mail(), "gateway": containers.gateway()}
    for service in SERVICES:
        children[f"{service} serve"] = containers.serve(service)
        children[f"{service} work"] = containers.word(service, "work")
    stack.callback(_stop, children)
    for child in children.values():
        child.start()
    wait_until_ready(children.values(), seconds=_READY_SECONDS)
    return children


def _stop(children: dict[str, Child]) -> None:
    assert stop_all(children.values(), seconds=40) == []
    ended = {name: child.exit_code for name, child in children.items()}
    ours = {name: code for name, code in ended.items() if " " in name}
    assert set(ours.values()) == {0}, ended


def _remove(containers: Containers) -> None:
    names = [containers.name(s, w) for s in SERVICES for w in WORDS]
    podman("rm", "--force", "--ignore", *names)


def _eight_ports() -> LocalPorts:
    for _ in range(50):
        first = unused_ports(1)[0]
        try:
            ports = LocalPorts.from_first(first)
            require_unused(ports)
        except (LocalProblem, OverflowError):
            continue
        return ports
    raise AssertionError("no eight ports in a row are unused")
