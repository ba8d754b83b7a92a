"""What the OpenAPI documents say of every route alike: its name, who may use it, its errors."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from apispec import BasePlugin
from flask import Flask
from werkzeug.routing import Rule

from shared.web.access import AccessRule, rule_of
from shared.web.problem import PROBLEM_JSON

BEARER, SESSION = "bearer", "session"


def schemes(app: Flask) -> dict[str, Any]:
    """Return how a request says who asks: a system's token, or a person's session."""
    return {
        BEARER: {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        SESSION: {
            "type": "apiKey",
            "in": "cookie",
            "name": app.config["SESSION_COOKIE_NAME"],
            "description": "A person in a browser; a write carries the header X-CSRF-Token too.",
        },
    }


class DescribedAccess(BasePlugin):
    """Writes into each operation what its route declares with `@access`."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self._app = app

    def operation_helper(
        self,
        path: str | None = None,
        operations: dict[str, Any] | None = None,
        *,
        rule: Rule | None = None,
        **_: Any,
    ) -> None:
        """Complete the operations of one address."""
        for method, operation in (operations or {}).items():
            if rule is None:
                continue
            operation["operationId"] = operation_id(rule.endpoint, method)
            if declared := rule_of(self._app, rule.endpoint, method.upper()):
                operation["security"] = security(declared)
            for status, response in operation.get("responses", {}).items():
                _as_problem(str(status), response)


def operation_id(endpoint: str, method: str) -> str:
    """Return the name of an operation: `complaints_api.Complaint` read is `getComplaint`."""
    return f"{method.lower()}{endpoint.rpartition('.')[2]}"


def security(rule: AccessRule) -> list[dict[str, list[str]]]:
    """Return the ways to be let in, any of which is enough; none for what is public."""
    if rule.allows(None):
        return []
    people = [{SESSION: [role.value for role in rule.people]}] if rule.people else []
    return [{BEARER: list(needed)} for needed in rule.systems] + people


def _as_problem(status: str, response: Any) -> None:
    """Say of an error that it comes as problem details, whatever its route wrote."""
    is_error = status.isdigit() and int(status) >= HTTPStatus.BAD_REQUEST
    if is_error and isinstance(response, Mapping) and "content" in response:
        content = response["content"]
        for kind in list(content):
            content[PROBLEM_JSON] = content.pop(kind)
