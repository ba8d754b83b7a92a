"""All ports of a run follow from one; a taken one is named."""

import socket

import pytest

from shared.local.__main__ import main
from shared.local.ports import LocalPorts, require_unused, unused_ports
from shared.local.problem import LocalProblem


def test_the_ports_follow_the_first() -> None:
    ports = LocalPorts.from_first(8080)
    assert list(vars(ports).values()) == list(range(8080, 8088))
    assert ports.gateway == 8080
    assert ports.search == 8087


def test_a_taken_port_is_named_with_what_to_do() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        ports = LocalPorts(
            **{**vars(LocalPorts.from_first(unused_ports(1)[0])), "credit": taken, "search": taken}
        )
        with pytest.raises(LocalProblem, match=rf"{taken} \(credit\).*make run PORT="):
            require_unused(ports)


@pytest.mark.parametrize("port", ["0", "80", "65530", "x"])
def test_a_port_that_cannot_be_is_refused(port, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["run", "--port", port])
    assert "--port" in capsys.readouterr().err
