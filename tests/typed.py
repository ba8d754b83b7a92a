"""Commands as a person types them, run in this process: another one takes a second to start."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from shared.processes import Service, main


@dataclass(frozen=True)
class Told:
    """What a command said and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def typing(
    service: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Told]:
    """Return how the words behind `python -m services.NAME` are typed, with an environment."""

    def typed(*words: str, **environment: str) -> Told:
        with monkeypatch.context() as setting:
            for name, value in environment.items():
                setting.setenv(name, value)
            code = main(service, words)
        said = capsys.readouterr()
        return Told(code, said.out, said.err)

    return typed
