"""A case taken from its filing to its end over the API, each step by a lawful person."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from shared.clock import local_date
from shared.principal import Role
from tests.http.complaints.courses.people import PEOPLE, SUPERVISOR
from tests.http.complaints.courses.product import Product

TODAY = "today"
Step = tuple[str, str, dict[str, Any]]


class Course:
    """What is done with the cases of a filing; `days` pass only when told to."""

    def __init__(self, product: Product) -> None:
        self.product = product
        self.case_id = ""
        self._tag = ("", "")

    def filed(self, body: Mapping[str, Any], by: str = "zhou") -> "Course":
        """File a complaint and go on with its first case."""
        answer = self.file(body, by)
        assert answer.status_code == 201, answer.text
        self.case_id = answer.get_json()["id"]
        return self

    def file(self, body: Mapping[str, Any], by: str) -> Any:
        """Return the answer to a complaint, each under a key of its own."""
        key = self.product.container.new_id()
        sent = {"Idempotency-Key": key}
        return self.product.person(by).post("/api/complaints", json=body, headers=sent)

    def days(self, count: int) -> "Course":
        """Let days pass."""
        self.product.clock.forward(days=count)
        return self

    def take(self, steps: Sequence[Step]) -> "Course":
        """Take every step, each on the version that stands; all of them must be possible."""
        for who, action, body in steps:
            answer = self.take_one(who, action, body)
            assert answer.status_code == 200, f"{action}: {answer.text}"
        return self

    def take_one(self, who: str, action: str, body: Mapping[str, Any]) -> Any:
        """Return the answer to one step; a party takes it at its own door."""
        today = local_date(self.product.clock.now).isoformat()
        told = {name: today if value == TODAY else value for name, value in body.items()}
        if PEOPLE[who].role is Role.ENTERPRISE:
            return self._as_party(who, action, told)
        tag = self._seen()
        headers = {"Idempotency-Key": self.product.container.new_id(), "If-Match": tag}
        where = f"/api/cases/{self.case_id}/actions/{action}"
        answer = self.product.person(who).post(where, json=told, headers=headers)
        self._tag = (self.case_id, answer.headers.get("ETag", ""))
        return answer

    def forget(self) -> None:
        """Look at the case again before the next step: somebody else changed it."""
        self._tag = ("", "")

    @property
    def case(self) -> dict[str, Any]:
        """The case as the port office reads it."""
        found = self.product.person(SUPERVISOR).get(f"/api/cases/{self.case_id}")
        told: dict[str, Any] = found.get_json()
        return told

    def due(self, code: str) -> str:
        """Return the due day of a clock."""
        days: list[str] = [c["due_on"] for c in self.case["clocks"] if c["code"] == code]
        return days[-1]

    def told(self) -> list[dict[str, Any]]:
        """Return what was told of the case, in order."""
        stored = self.product.database["cases"].find_one({"_id": self.case_id}) or {}
        return [json.loads(each["body"]) for each in stored.get("outbox", [])]

    def events(self) -> list[str]:
        """Return the types of what was told of the case, in order."""
        return [each["type"] for each in self.told()]

    def _as_party(self, who: str, action: str, told: Mapping[str, Any]) -> Any:
        self.forget()
        form = {**told, "key": self.product.container.new_id()}
        where = f"/complaints/mine/{self.case_id}/steps/{action}"
        return self.product.person(who).post(where, data=form)

    def _seen(self) -> str:
        case_id, tag = self._tag
        if tag and case_id == self.case_id:
            return tag
        answer = self.product.person(SUPERVISOR).get(f"/api/cases/{self.case_id}")
        return str(answer.headers["ETag"])
