"""A document store that is away, or takes connections and never answers."""

import socket
import time

import pytest

from shared.errors import Unavailable
from shared.mongo.client import connect, ping

pytestmark = pytest.mark.engines
MOST_SECONDS = 3.2


@pytest.fixture
def silent():
    """Return the address of a port that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def nobody():
    """Return the address of a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    return f"127.0.0.1:{port}"


def limits(url: str, *, patient: bool = False) -> tuple[float | None, ...]:
    client = connect(url, "x", patient=patient).client
    pool = client.options.pool_options
    client.close()
    return client.options.server_selection_timeout, pool.connect_timeout, pool.socket_timeout


@pytest.mark.parametrize("kind", ["silent", "nobody"])
def test_readiness_knows_within_three_seconds_that_the_store_is_away(kind, request):
    database = connect(f"mongodb://{request.getfixturevalue(kind)}/", "x")
    begun = time.monotonic()
    with pytest.raises(Unavailable):
        ping(database)
    database.client.close()
    assert time.monotonic() - begun < MOST_SECONDS


def test_a_store_that_is_there_gives_its_sign_of_life_at_once(mongo_database):
    begun = time.monotonic()
    ping(mongo_database)
    assert time.monotonic() - begun < MOST_SECONDS


def test_a_request_waits_seconds_for_the_store_and_setup_as_long_as_an_answer_takes():
    assert limits("mongodb://127.0.0.1:9/") == (5, 5, 30)
    assert limits("mongodb://127.0.0.1:9/", patient=True) == (5, 5, None)


def test_the_address_may_name_other_limits():
    own = "mongodb://127.0.0.1:9/?socketTimeoutMS=1000&connecttimeoutms=2000"
    assert limits(own) == (5, 2, 1)
    assert limits("mongodb://127.0.0.1:9/?timeoutMS=9000")[2] is None
