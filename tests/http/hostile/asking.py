"""Sending a change, and what its refusal must say."""

from typing import Any

from flask.testing import FlaskClient


def refused(answer: Any, *paths: str) -> None:
    """Expect the answer to name these fields."""
    assert answer.status_code == 422, answer.text
    assert {each["path"] for each in answer.get_json()["errors"]} >= set(paths)


def post(client: FlaskClient, where: str, body: Any, key: str = "bad-key-0001") -> Any:
    """Send a change under a key."""
    return client.post(where, json=body, headers={"Idempotency-Key": key})
