"""The running product of a course: its app, what it stores, its clock, and who is signed in."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from services.complaints.container import Container
from shared.mongo.client import Documents
from tests.clock import FixedClock
from tests.http.complaints.courses.people import PEOPLE
from tests.sign_in import sign_in


@dataclass
class Product:
    """One app for all courses of a module; each person is signed in once."""

    app: Flask
    container: Container
    database: Documents
    clock: FixedClock
    _clients: dict[str, Any] = field(default_factory=dict)

    def person(self, who: str) -> Any:
        """Return the client of a person."""
        if who not in self._clients:
            self._clients[who] = sign_in(self.app.test_client(), PEOPLE[who])
        return self._clients[who]
