"""What the index refuses for good, and what it only cannot take at the moment."""

from contextlib import suppress
from dataclasses import replace

import pytest
from prometheus_client import REGISTRY

from services.complaints.adapters import case_index
from services.complaints.adapters.case_index import ElasticCaseIndex, open_index_client
from services.complaints.adapters.text_folding import fold
from services.complaints.domain.search.case_search import CaseSearch
from services.complaints.domain.search.filters import Everything
from services.complaints.domain.search.indexed_case import indexed
from services.complaints.ports.search import IndexRefused
from shared.errors import Unavailable
from tests.contracts.complaints.test_case_index import filled
from tests.engines.own_index import own_alias
from tests.unit.complaints.search.examples import a_case

pytestmark = pytest.mark.engines
FILED = {"HY-2026-00001-1": 1}


@pytest.fixture
def index(monkeypatch, elasticsearch_url: str) -> ElasticCaseIndex:
    monkeypatch.setattr(case_index, "TRIES", 2)
    return filled(elasticsearch_url, [])


def block(index: ElasticCaseIndex, kind: str, value: bool | None) -> None:
    settings = {f"index.blocks.{kind}": value}
    index._client.indices.put_settings(index=index._behind_alias()[0], settings=settings)


def test_what_the_index_will_not_take_is_named_and_the_rest_is_written(index):
    strange = indexed(a_case("HY-2026-00009-1"))
    strange = replace(strange, facts={**strange.facts, "identity": frozenset({"x"})})
    with pytest.raises(IndexRefused) as refused:
        index.put([strange, indexed(a_case())])
    assert set(refused.value.reasons) == {"HY-2026-00009-1"}
    assert index.versions(["HY-2026-00001-1", "HY-2026-00009-1"]) == {"HY-2026-00001-1": 1}


def test_without_an_index_nothing_is_written_elsewhere_and_the_caller_waits(elasticsearch_url):
    index = ElasticCaseIndex(
        open_index_client(elasticsearch_url), fold=fold, alias=own_alias("none")
    )
    assert not index.is_current()
    for act in (
        lambda: index.put([indexed(a_case())]),
        lambda: index.find(CaseSearch(), Everything()),
        lambda: index.versions(["HY-2026-00001-1"]),
    ):
        with pytest.raises(Unavailable):
            act()
    assert not index.is_current()


def test_a_code_too_long_for_an_index_keeps_nobody_else_out(index):
    """Elasticsearch refuses a keyword of more than 32,766 bytes, the embedded engine takes it."""
    long = indexed(a_case("HY-2026-00009-1"))
    long = replace(long, facts={**long.facts, "respondent_key": frozenset({"长" * 20_000})})
    with suppress(IndexRefused):
        index.put([long, indexed(a_case())])
    assert index.versions(list(FILED)) == FILED


@pytest.mark.parametrize("kind", ["read_only_allow_delete", "write"])
def test_while_an_index_takes_no_writes_the_caller_waits(index, kind):
    """The first is what a full disk does to an index, the second what a person does."""
    block(index, kind, True)
    with pytest.raises(Unavailable):
        index.put([indexed(a_case())])
    assert index.find(CaseSearch(), Everything()).total == 0
    block(index, kind, None)
    index.put([indexed(a_case())])
    assert index.versions(list(FILED)) == FILED


def test_a_closed_index_is_away_and_refuses_no_case(index):
    """The embedded engine takes writes into a closed index, Elasticsearch answers each with 400."""
    (name,) = index._behind_alias()
    index._client.indices.close(index=name)
    with pytest.raises(Unavailable):
        index.find(CaseSearch(), Everything())
    with suppress(Unavailable):
        index.put([indexed(a_case())])
    index._client.indices.open(index=name)
    index.put([indexed(a_case())])
    assert index.versions(list(FILED)) == FILED


def test_an_index_that_is_away_is_counted_each_time_it_is_asked():
    client = open_index_client("http://127.0.0.1:9")
    index = ElasticCaseIndex(client, fold=fold, alias=own_alias())
    before = asked_in_vain()
    for ask in (index.ping, index.refresh):
        with pytest.raises(Unavailable):
            ask()
    client.close()
    assert asked_in_vain() == before + 2


def asked_in_vain() -> float:
    return REGISTRY.get_sample_value("fairport_store_retries_total", {"store": "index"}) or 0
