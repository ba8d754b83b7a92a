"""Engines start, keep their data, and survive a damaged file where there is one."""

import pytest
import requests
from kafka import KafkaProducer
from kafka.admin import KafkaAdminClient

from shared.kafka.topics import Topic, ensure_topics
from shared.local.engines import EngineAddresses, Engines, broker, search_index
from shared.local.ports import unused_ports
from shared.local.problem import LocalProblem
from shared.mongo.client import Documents, connect
from tests.engines import kind_of_run

pytestmark = pytest.mark.engines


def test_all_three_engines_answer(engines: EngineAddresses, mongo_database: Documents) -> None:
    mongo_database.things.insert_one({"_id": 1})
    admin = KafkaAdminClient(bootstrap_servers=engines.kafka_bootstrap)
    topics = admin.list_topics()
    admin.close()
    health = requests.get(f"{engines.elasticsearch_url}/_cluster/health", timeout=5)
    assert mongo_database.things.find_one({"_id": 1}) == {"_id": 1}
    assert isinstance(topics, list)
    assert health.ok


def test_every_test_gets_an_empty_database(mongo_database: Documents) -> None:
    assert mongo_database.list_collection_names() == []


def test_addresses_are_the_settings_of_the_services(engines: EngineAddresses) -> None:
    assert set(engines.environment()) == {"MONGO_URL", "KAFKA_BOOTSTRAP", "ELASTICSEARCH_URL"}


def test_a_second_start_finds_the_data_of_the_first(tmp_path) -> None:
    first = _engines(tmp_path)
    first.start()
    connect(first.addresses.mongo_url, "kept").things.insert_one({"_id": "a"})
    _publish(first.addresses.kafka_bootstrap)
    assert first.stop() == []
    second = _engines(tmp_path)
    second.start()
    found = connect(second.addresses.mongo_url, "kept").things.find_one({"_id": "a"})
    topics = _topics(second.addresses.kafka_bootstrap)
    second.stop()
    assert found == {"_id": "a"}
    assert "kept" in topics


def test_a_clean_stop_leaves_a_copy_of_the_snapshot(tmp_path) -> None:
    engine = broker(tmp_path, unused_ports(1)[0])
    engine.start()
    engine.wait()
    engine.stop()
    assert (tmp_path / "broker" / "kafka.json.clean").exists()


def test_data_of_another_kind_of_engines_are_not_opened(tmp_path) -> None:
    (tmp_path / "engine-kind").write_text("other\n", "utf-8")
    engines = _engines(tmp_path)
    with pytest.raises(LocalProblem, match="are those of other engines"):
        engines.start()
    assert not any(engine.child.is_running for engine in engines.all)


@pytest.mark.parametrize(
    ("kind", "name", "damaged"),
    [
        (broker, "broker/kafka.json", "{broken"),
        (broker, "broker/kafka.json", "{broken}"),
        (search_index, "search/elasticsearch.json", "{broken"),
        (search_index, "search/elasticsearch.json", ""),
    ],
)
def test_a_damaged_snapshot_is_set_aside_and_the_engine_starts_empty(
    kind, name, damaged, tmp_path, capsys
) -> None:
    file = tmp_path / name
    file.parent.mkdir()
    file.write_text(damaged)
    engine = kind(tmp_path, unused_ports(1)[0])
    engine.start()
    engine.wait()
    engine.stop()
    [aside] = file.parent.glob("*.damaged-*")
    assert engine.started_empty
    assert aside.read_text() == damaged
    assert "cannot be read" in capsys.readouterr().err


def test_a_taken_port_is_told_with_the_log_of_the_engine(tmp_path) -> None:
    port = unused_ports(1)[0]
    first = broker(tmp_path / "first", port)
    second = broker(tmp_path / "second", port)
    first.start()
    first.wait()
    second.start()
    second.child.wait(5)
    try:
        with pytest.raises(LocalProblem, match="already in use"):
            second.wait()
    finally:
        first.stop()


def _engines(root) -> Engines:
    documents, broker_port, search = unused_ports(3)
    kind = kind_of_run()
    return Engines(root, documents=documents, broker_port=broker_port, search=search, kind=kind)


def _publish(bootstrap: str) -> None:
    ensure_topics(bootstrap, replication_factor=1, topics=[Topic(name="kept", partitions=1)])
    producer = KafkaProducer(bootstrap_servers=bootstrap)
    producer.send("kept", b"a").get(5)
    producer.close()


def _topics(bootstrap: str) -> list[str]:
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    topics: list[str] = admin.list_topics()
    admin.close()
    return topics
