"""Somebody without a name in a course: reports on the pages, then acts from the mailbox."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

from tests.http.complaints.anonymous import Visitor, found

ANON = "anon"
_STEPS = "/complaints/follow/mailbox/steps"


class Unnamed:
    """Holds the receipt of one anonymous report."""

    def __init__(self, app: Flask) -> None:
        self._visitor = Visitor(app)
        self._receipt = ""

    def report(self, evidence: Mapping[str, str]) -> str:
        """Report, and return the number of the case."""
        self._receipt = self._visitor.report(**evidence)
        return found(r"([A-Z]{2}-\d{4}-\d{5}-1)", self._visitor.page)

    def take(self, action: str, form: Mapping[str, str]) -> Any:
        """Return the answer to a step that is taken from the mailbox."""
        self._visitor.open(self._receipt)
        self._visitor.get(f"{_STEPS}/{action}")
        page = self._visitor.page
        hidden = {name: found(rf'name="{name}" value="([^"]+)"', page) for name in ("token", "key")}
        return self._visitor.post(f"{_STEPS}/{action}", {**hidden, **form})
