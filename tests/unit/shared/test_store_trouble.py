"""What a document store says of itself is waited for; what it says of the request is told."""

import pytest
from pymongo.errors import BulkWriteError, ConnectionFailure, OperationFailure

from shared.errors import Unavailable
from shared.mongo import client
from shared.mongo.client import again


def failing(error: Exception):
    def act() -> None:
        raise error

    return act


@pytest.mark.parametrize(
    "error",
    [
        OperationFailure("internal server error", 1),
        OperationFailure("out of disk space", 14031),
        BulkWriteError({"writeErrors": [{"index": 0, "code": 1}]}),
    ],
)
def test_a_store_without_disk_space_is_away(monkeypatch, error):
    monkeypatch.setattr(client, "PAUSE_SECONDS", 0.0)
    with pytest.raises(Unavailable):
        again(failing(error))


@pytest.mark.parametrize(
    "error",
    [
        OperationFailure("no such command", 59),
        BulkWriteError({"writeErrors": [{"index": 0, "code": 11000}]}),
    ],
)
def test_a_wrong_request_is_not_tried_again(error):
    with pytest.raises(type(error)):
        again(failing(error))


def test_no_other_try_begins_when_the_patience_is_over(monkeypatch):
    monkeypatch.setattr(client, "PATIENCE_SECONDS", 0.0)
    tries = []

    def act() -> None:
        tries.append(1)
        raise ConnectionFailure("it hangs")

    with pytest.raises(Unavailable):
        again(act)
    assert len(tries) == 1
