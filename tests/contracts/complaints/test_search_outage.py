"""From filing to finding over the running loops, with the index there and away."""

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from services.complaints.app import create_app
from services.complaints.commands.index_watch import IndexWatch
from services.complaints.commands.loops import consume_loops, relay_loops, set_up
from services.complaints.commands.reindex import run as reindex
from services.complaints.container import build_container
from services.complaints.settings import Settings
from services.complaints.usecases.cases.file_complaint import file_complaint
from shared.clock import utc_now
from shared.errors import Unavailable
from shared.kafka.producer import KafkaBroker
from shared.settings import load
from tests.complaints import LINZHIYUAN, SETTINGS, a_complaint, rules
from tests.engines import maker, own_engine

pytestmark = pytest.mark.engines
PATIENCE_SECONDS = 60
SEARCHABLE_SECONDS = 2.0


@pytest.fixture
def engine(tmp_path):
    """Return an index of the test's own, since it is stopped and started."""
    with own_engine("ELASTICSEARCH_URL", tmp_path) as engine:
        yield engine


@pytest.fixture
def environment(monkeypatch, mongo_url, mongo_database, kafka_bootstrap, engine):
    values = {
        **{name.upper(): str(value) for name, value in vars(SETTINGS).items()},
        "MONGO_URL": mongo_url,
        "MONGO_DATABASE": mongo_database.name,
        "KAFKA_BOOTSTRAP": kafka_bootstrap,
        "ELASTICSEARCH_URL": engine.address,
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return values


@pytest.fixture
def c(environment):
    return build_container(load(Settings, environment))


@pytest.fixture
def running(environment):
    set_up()
    stop = threading.Event()
    loops = (*consume_loops(), *relay_loops())
    threads = [threading.Thread(target=loop, args=(stop,), daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join(timeout=30)


@pytest.fixture
def client(c, signed_in):
    app = create_app(c)
    app.testing = True
    return signed_in(app.test_client(), LINZHIYUAN)


def file(c, number: int) -> str:
    complaint = a_complaint(narrative=f"第{number}次提箱时码头多收了港务费。")
    case = file_complaint(
        complaint, key=f"key-{number:05}", now=utc_now(), ports=c.cases, rules=rules()
    )
    return case.id


def search(client, typed: str) -> tuple[list[str], bool]:
    answer = client.get("/api/cases/search", query_string={"q": typed}).get_json()
    return [hit["id"] for hit in answer["hits"]], answer["degraded"]


def finds_only(client, typed: str, case_id: str) -> bool:
    return search(client, typed) == ([case_id], False)


def until(holds: Callable[[], bool]) -> float:
    begin = time.monotonic()
    while not holds():
        assert time.monotonic() - begin < PATIENCE_SECONDS
        time.sleep(0.02)
    return time.monotonic() - begin


def parked(bootstrap: str) -> int:
    broker = KafkaBroker(bootstrap, lambda: None)
    try:
        return broker.ends(["cases.parked|0"])["cases.parked|0"]
    finally:
        broker.close()


def test_a_case_is_searchable_two_seconds_after_it_was_filed(running, c, client):
    """The first of a run also waits for the consumers to join; the machine may be busy."""
    seconds = []
    for number in range(1, 6):
        case_id = file(c, number)
        is_found = partial(finds_only, client, f"第{number}次", case_id)
        seconds.append(until(is_found))
    assert min(seconds) < SEARCHABLE_SECONDS


def test_filing_goes_on_without_the_index_and_it_catches_up(
    running, c, client, engine, kafka_bootstrap
):
    before = file(c, 1)
    until(lambda: search(client, "第1次") == ([before], False))
    engine.stop()
    meanwhile = file(c, 2)
    assert search(client, "第2次") == ([meanwhile], True)
    assert "检索暂时不可用" in client.get("/complaints/search").text
    engine.start()
    engine.wait()
    until(lambda: search(client, "第2次") == ([meanwhile], False))
    assert search(client, "第1次") == ([before], False)
    assert parked(kafka_bootstrap) == 0


def test_an_index_that_came_back_empty_is_built_again(c, client, environment, tmp_path, engine):
    set_up()
    case_id = file(c, 1)
    watch = IndexWatch(c)
    watch.look()
    engine.stop()
    with pytest.raises(Unavailable):
        watch.look()
    empty = maker("ELASTICSEARCH_URL")(tmp_path / "empty", int(engine.address.rpartition(":")[2]))
    empty.start()
    empty.wait()
    try:
        watch.look()
        c.index.refresh()
        assert search(client, "第1次") == ([case_id], False)
    finally:
        empty.stop()


def test_the_command_rebuilds_and_compares(c, environment, capsys):
    set_up()
    case_id = file(c, 1)
    assert reindex(["--verify"]) == 1
    assert f"{case_id}: store 1, index -" in capsys.readouterr().out
    assert reindex(["--all"]) == 0
    assert "written: 1" in capsys.readouterr().out
    assert reindex(["--verify"]) == 0
    assert "store: 1, index: 1, different: 0" in capsys.readouterr().out
    assert reindex([]) == 2
