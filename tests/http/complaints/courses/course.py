"""A case taken from its filing to its end over the API, each step by a lawful person."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from shared.clock import local_date
from shared.mongo.client import Documents
from shared.principal import Principal
from tests.clock import FixedClock
from tests.complaints import HANBING, LINZHIYUAN, SUQING, ZHOULAN
from tests.sign_in import sign_in

PEOPLE: Mapping[str, Principal] = {
    "lin": LINZHIYUAN,
    "su": SUQING,
    "han": HANBING,
    "zhou": ZHOULAN,
}
TODAY = "today"
Step = tuple[str, str, dict[str, Any]]


@dataclass
class Course:
    """A case in the product; `days` pass only when told to."""

    app: Flask
    database: Documents
    clock: FixedClock
    case_id: str = ""
    _clients: dict[str, Any] = field(default_factory=dict)

    def filed(self, body: Mapping[str, Any], by: str = "zhou") -> "Course":
        """File a complaint and go on with its first case."""
        sent = {"Idempotency-Key": "key-of-the-course"}
        answer = self.person(by).post("/api/complaints", json=body, headers=sent)
        assert answer.status_code == 201, answer.text
        self.case_id = answer.get_json()["id"]
        return self

    def days(self, count: int) -> "Course":
        """Let days pass."""
        self.clock.forward(days=count)
        return self

    def take(self, steps: Sequence[Step]) -> "Course":
        """Take every step, each on the version that stands; all of them must be possible."""
        for who, action, body in steps:
            answer = self.take_one(who, action, body)
            assert answer.status_code == 200, f"{action}: {answer.text}"
        return self

    def take_one(self, who: str, action: str, body: Mapping[str, Any]) -> Any:
        """Return the answer to one step."""
        client = self.person(who)
        where = f"/api/cases/{self.case_id}"
        seen = client.get(where)
        today = local_date(self.clock.now).isoformat()
        told = {name: today if value == TODAY else value for name, value in body.items()}
        key = f"{who}-{action}-{seen.get_json()['version']:04d}"
        headers = {"Idempotency-Key": key, "If-Match": seen.headers["ETag"]}
        return client.post(f"{where}/actions/{action}", json=told, headers=headers)

    def person(self, who: str) -> Any:
        """Return the client of a person, signed in once."""
        if who not in self._clients:
            self._clients[who] = sign_in(self.app.test_client(), PEOPLE[who])
        return self._clients[who]

    @property
    def case(self) -> dict[str, Any]:
        """The case as its officers read it."""
        found: dict[str, Any] = self.person("lin").get(f"/api/cases/{self.case_id}").get_json()
        return found

    def due(self, code: str) -> str:
        """Return the due day of a clock."""
        days: list[str] = [c["due_on"] for c in self.case["clocks"] if c["code"] == code]
        return days[-1]

    def events(self) -> list[str]:
        """Return the types of what was told of the case, in order."""
        stored = self.database["cases"].find_one({"_id": self.case_id}) or {}
        return [json.loads(each["body"])["type"] for each in stored.get("outbox", [])]
