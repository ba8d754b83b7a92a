"""The loops of the service over the broker and the store, and its commands."""

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from services.notify.adapters.indexes import create_indexes
from services.notify.commands.contacts import contacts, sample
from services.notify.commands.loops import clock_loops, consume_loops, relay_loops, set_up
from services.notify.commands.replay import replay
from services.notify.container import build_container
from services.notify.domain.messages.message import State
from services.notify.settings import Settings
from shared.events.envelope import OutboxMessage, encode
from shared.events.notify_events import MessageAccepted
from shared.kafka.consumer import Subscription, consume
from shared.kafka.producer import KafkaBroker
from shared.kafka.topics import ensure_topics
from shared.settings import load
from tests.contracts.notify.deployment import Deployment, notify_settings
from tests.unit.notify.examples import CASE, filing_decided, score_changed

pytestmark = pytest.mark.engines
PATIENCE_SECONDS = 40


@pytest.fixture
def settings(httpserver, mail_controller):
    return notify_settings(httpserver, mail_controller.port)


@pytest.fixture
def environment(
    monkeypatch, mongo_url, mongo_database, kafka_bootstrap, httpserver, mail_controller
):
    values = {
        **{name.upper(): str(value) for name, value in vars(notify_settings(httpserver)).items()},
        "MONGO_URL": mongo_url,
        "MONGO_DATABASE": mongo_database.name,
        "KAFKA_BOOTSTRAP": kafka_bootstrap,
        "SMTP_URL": f"smtp://127.0.0.1:{mail_controller.port}",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return values


@pytest.fixture
def running(environment, mongo_database, mail, mail_controller, httpserver):
    set_up()
    sample(["shared/local/sample/notify"])
    container = build_container(load(Settings, environment), database=mongo_database)
    deployment = Deployment(container, mail, mail_controller, httpserver, mongo_database)
    deployment.answer_with()
    stop = threading.Event()
    loops = (*consume_loops(), *clock_loops(), *relay_loops())
    threads = [threading.Thread(target=loop, args=(stop,), daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    yield deployment
    stop.set()
    for thread in threads:
        thread.join(timeout=30)


@pytest.fixture
def broker(kafka_bootstrap):
    broker = KafkaBroker(
        kafka_bootstrap, partial(ensure_topics, kafka_bootstrap, replication_factor=1)
    )
    yield broker
    broker.close()


def until(holds: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.2)


def encoded(event) -> OutboxMessage:
    return encode(event, source="test", aggregate_id=event.key, recorded_at=event.occurred_at)


def test_an_event_reaches_inbox_and_mail_and_comes_back_as_told(running, broker, kafka_bootstrap):
    twice = [encoded(filing_decided()), encoded(score_changed())] * 2
    broker.send(twice)
    until(lambda: set(running.states().values()) == {State.ACCEPTED})
    assert len(running.messages()) == 4
    assert len(running.mail.taken) == 2

    told = []
    stop = threading.Event()
    subscription = Subscription(
        group="test",
        topics=("messages",),
        handlers={MessageAccepted: lambda event, _: told.append((event.key, event.channel))},
    )
    thread = threading.Thread(
        target=partial(consume, subscription, bootstrap=kafka_bootstrap, broker=broker, stop=stop),
        daemon=True,
    )
    thread.start()
    until(lambda: set(told) >= {(CASE, "inbox"), (CASE, "email")})
    stop.set()
    thread.join(timeout=30)


def test_indexes_may_be_created_any_number_of_times(mongo_database):
    create_indexes(mongo_database)
    create_indexes(mongo_database)
    assert len(list(mongo_database["messages"].list_indexes())) == 9


def test_the_sample_contacts_are_taken_over_and_again(environment, mongo_database, capsys):
    for _ in range(2):
        assert sample(["shared/local/sample/notify"]) == 0
    assert "contacts: " in capsys.readouterr().out
    container = build_container(load(Settings, environment), database=mongo_database)
    found = container.contacts.get("department:hy-market")
    assert found is not None
    assert found.name.zh == "海阳市市场监管局"


@pytest.mark.parametrize("arguments", [[], ["export", "x"], ["import"]])
def test_a_command_that_is_not_understood_says_how_it_is_written(arguments, capsys):
    assert contacts(arguments) == 2
    assert "contacts import FILE" in capsys.readouterr().err


def test_the_sample_command_wants_a_folder(capsys):
    assert sample([]) == 2
    assert "sample DIR" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["nowhere"], ["cases", "--wet-run"]])
def test_only_topics_that_are_listened_to_are_replayed(arguments, capsys):
    assert replay(arguments) == 2
    assert "replay TOPIC" in capsys.readouterr().err


def test_what_is_parked_is_listed_before_it_is_sent_back(environment, kafka_bootstrap, capsys):
    set_up()
    assert replay(["cases", "--dry-run"]) == 0
    assert "parked: 0" in capsys.readouterr().out
