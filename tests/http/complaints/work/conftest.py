"""One filed case, and how officers post its forms."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.complaints.container import Container
from services.complaints.usecases.cases.file_complaint import file_complaint
from shared.principal import Principal
from tests.clock import FixedClock
from tests.complaints import LINZHIYUAN, NOW, REGISTERED, SUQING, TERMINAL, a_complaint
from tests.sign_in import sign_in

_VERSION = re.compile(r'name="version" value="(\d+)"')


@dataclass
class Officer:
    """A person at the pages of one case."""

    client: FlaskClient
    case_id: str
    posted: int = field(default=0)

    def get(self, path: str = "", status: int = 200) -> str:
        """Open a page below the case; its address alone for none."""
        answer = self.client.get(f"/complaints/cases/{self.case_id}{path}")
        assert answer.status_code == status, answer.text
        return answer.text

    def post(self, action: str, status: int = 303, **fields: Any) -> str:
        """Post the form of an action as its page holds it, with a key of its own."""
        found = _VERSION.search(self.get(f"/{action}"))
        self.posted += 1
        form = {
            "key": f"key-{self.client.application.name}-{self.posted:04d}-{action}",
            "version": found[1] if found else "",
            **{name.replace("__", "."): value for name, value in fields.items()},
        }
        return self.send(action, form, status)

    def send(self, action: str, form: dict[str, Any], status: int) -> str:
        """Post a form as it is."""
        answer = self.client.post(f"/complaints/cases/{self.case_id}/{action}", data=form)
        assert answer.status_code == status, answer.text
        return str(answer.headers["Location"]) if status == 303 else answer.text


Sit = Callable[..., Officer]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def c(c: Container, clock: FixedClock) -> Container:
    return replace(c, now=clock)


@pytest.fixture
def case_id(c) -> str:
    return file_complaint(
        a_complaint(), key="key-00000001", now=NOW, ports=c.cases, rules=c.rules
    ).id


@pytest.fixture
def as_officer(app: Flask, case_id: str) -> Sit:
    """Return how somebody sits down at the case, or at another one."""

    def sit(person: Principal, about: str = case_id) -> Officer:
        return Officer(sign_in(app.test_client(), person), about)

    return sit


@pytest.fixture
def lin(as_officer: Sit) -> Officer:
    return as_officer(LINZHIYUAN)


@pytest.fixture
def su(as_officer: Sit) -> Officer:
    return as_officer(SUQING)


FINDING: dict[str, Any] = {
    "findings__0__upheld": "true",
    "findings__0__violation": "V2",
    "findings__0__over": "48",
}


def filed(lin: Officer, su: Officer) -> None:
    """Take the case to where it is filed."""
    lin.post("begin_check", officers=["suqing"])
    lin.post("propose_filing", ground="F19", text="线索属实。")
    su.post("decide_filing", confirm="true")


def drafted(lin: Officer, su: Officer, clock) -> None:
    """Take the case to where a penalty waits for approval."""
    filed(lin, su)
    lin.post("record_finding", **FINDING)
    lin.post("give_notice", given_on="2026-11-23", way="direct", text="拟处罚款。")
    clock.forward(days=14)
    lin.post("record_defence", answer="none")
    lin.post(
        "draft_decision",
        respondent_uscc=TERMINAL,
        respondent_name=REGISTERED,
        kind="penalty",
        level="ordinary",
        fine="1,000.00",
        confiscation="0",
        refund="48.00",
        legal_basis="价格违法行为行政处罚规定第九条\n\n",
        facts="多收货物港务费 48.00 元。",
    )


__all__ = ["FINDING", "TERMINAL", "Officer", "drafted", "filed"]
