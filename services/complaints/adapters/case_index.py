"""Elasticsearch as the index of cases: one alias over versioned indexes."""

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from services.complaints.adapters.case_index_mapping import (
    MAPPING,
    NUMBER,
    SETTINGS,
    document,
    shape,
)
from services.complaints.adapters.case_index_query import request
from services.complaints.adapters.index_figures import INDEX_REFUSED
from services.complaints.domain.search.case_search import CaseSearch, Count, Found
from services.complaints.domain.search.filters import Filter
from services.complaints.domain.search.indexed_case import IndexedCase
from services.complaints.domain.search.tokens import Fold
from services.complaints.domain.search.vocabulary import Facet
from services.complaints.ports.search import IndexRefused
from shared.clock import new_id
from shared.errors import Unavailable
from shared.logs import logger
from shared.messaging.retry import back_off
from shared.metrics import STORE_RETRIES
from shared.traces import span
from shared.words import N_

ALIAS = "cases"
TRIES = 5
_BULK = 100
_WRONG, _MISSING, _STALE = 400, 404, 409
_CLOSED = "index_closed_exception"
_SECONDS = 10
_BULK_SPAN = {"db.system.name": "elasticsearch", "db.operation.name": "bulk"}
_log = logger(__name__)


def open_index_client(url: str) -> Elasticsearch:
    """Return a client that waits ten seconds and tries what may pass again."""
    return Elasticsearch(
        url,
        request_timeout=_SECONDS,
        max_retries=3,
        retry_on_timeout=True,
        retry_on_status=(429, 502, 503, 504),
    )


class ElasticCaseIndex:
    """Cases under an alias; the indexes behind it are named alias-shape-number-random.

    Those of release 0.1.0 have no number; it stands for 1.
    """

    def __init__(self, client: Elasticsearch, *, fold: Fold, alias: str = ALIAS) -> None:
        """Read and write the index behind the alias."""
        self._client = client
        self._hasty = client.options(max_retries=0, request_timeout=_SECONDS)
        self._fold = fold
        self._alias = alias

    def put(self, cases: Sequence[IndexedCase], *, into: str | None = None) -> None:
        """Write cases unless a newer version is there."""
        refused: dict[str, str] = {}
        for start in range(0, len(cases), _BULK):
            refused |= self._put(cases[start : start + _BULK], into)
        if refused:
            INDEX_REFUSED.inc(len(refused))
            raise IndexRefused(refused)

    def find(self, search: CaseSearch, visible: Filter) -> Found:
        """Return one page of the cases that are visible and searched for, and their counts."""
        with _answered():
            answer = self._hasty.search(index=self._alias, **request(search, visible))
        hits = answer["hits"]["hits"]
        page = hits[: search.size]
        return Found(
            case_ids=tuple(hit["_id"] for hit in page),
            total=answer["hits"]["total"]["value"],
            facets={facet: _counts(answer["aggregations"][facet.value]) for facet in Facet},
            next=tuple(page[-1]["sort"]) if len(hits) > len(page) else None,
        )

    def versions(self, case_ids: Sequence[str]) -> dict[str, int]:
        """Return the version that is indexed of each case that is."""
        if not case_ids:
            return {}
        with _answered():
            answer = self._client.mget(index=self._alias, ids=list(case_ids), source=False)
        documents = answer["docs"]
        if any("error" in each for each in documents):
            raise Unavailable(N_("检索暂时不可用"))
        return {each["_id"]: each["_version"] for each in documents if each["found"]}

    def case_ids(self, after: str, most: int) -> list[str]:
        """Return the next indexed case numbers in their order."""
        with _answered():
            answer = self._client.search(
                index=self._alias,
                query={"range": {"case_id": {"gt": after}}},
                sort=[{"case_id": {"order": "asc"}}],
                size=most,
                source=False,
            )
        return [hit["_id"] for hit in answer["hits"]["hits"]]

    def is_current(self) -> bool:
        """Tell whether there is an index of the present shape, or of a newer release's."""
        return any(self._is_fit(name) for name in self._behind_alias())

    def build(self) -> str:
        """Create an empty index of the present shape beside the one in use; return its name."""
        name = f"{self._alias}-{shape()}-{NUMBER}-{new_id()[:8]}"
        with _answered():
            self._client.indices.create(index=name, settings=SETTINGS, mappings=MAPPING)
        return name

    def switch_to(self, name: str) -> None:
        """Let searches and writes go to that index from now on, and drop the one before."""
        dropped = [{"remove_index": {"index": old}} for old in self._behind_alias() if old != name]
        added = {"add": {"index": name, "alias": self._alias}}
        with _answered():
            self._client.indices.refresh(index=name)
            self._client.indices.update_aliases(actions=[added, *dropped])
        _log.info("index switched", index=name, dropped=len(dropped))

    def refresh(self) -> None:
        """Make what was written findable now."""
        with _answered():
            self._client.indices.refresh(index=self._alias)

    def ping(self) -> None:
        """Ask for a sign of life."""
        with _answered():
            self._hasty.info()

    def _is_fit(self, name: str) -> bool:
        form, *number = name.removeprefix(f"{self._alias}-").split("-")[:-1]
        return form == shape() or (int(number[0]) if number else 1) > NUMBER

    def _behind_alias(self) -> list[str]:
        try:
            with _answered():
                return list(self._client.indices.get_alias(name=self._alias))
        except _Missing:
            return []

    def _put(self, cases: Sequence[IndexedCase], into: str | None) -> dict[str, str]:
        """Write until only refusals are left; return these with their reasons."""
        waiting = {case.case_id: case for case in cases}
        refused: dict[str, str] = {}
        for attempt in range(1, TRIES + 1):
            if attempt > 1:
                STORE_RETRIES.labels(store="index").inc()
                time.sleep(back_off(attempt - 1, random=random.random))
            for case_id, item in self._bulk(list(waiting.values()), into):
                status, kind = item["status"], item.get("error", {}).get("type", "")
                if status < _WRONG or status == _STALE:
                    del waiting[case_id]
                elif _is_our_mistake(status, kind):
                    # Without the values of the case, which must not reach a log.
                    refused[waiting.pop(case_id).case_id] = f"{status} {kind}".strip()
            if not waiting:
                return refused
        raise Unavailable(N_("检索暂时不可用"))

    def _bulk(
        self, cases: Sequence[IndexedCase], into: str | None
    ) -> list[tuple[str, Mapping[str, Any]]]:
        """Write once; return each case number with the answer for it."""
        if not cases:
            return []
        operations: list[dict[str, Any]] = []
        for case in cases:
            place = {"_index": into or self._alias, "require_alias": into is None}
            version = {"version": case.version, "version_type": "external_gte"}
            operations += [
                {"index": {"_id": case.case_id, **place, **version}},
                document(case, self._fold),
            ]
        with span("index cases", kind="client", attributes=_BULK_SPAN), _answered():
            answer = self._client.bulk(operations=operations)
        items = [item["index"] for item in answer["items"]]
        if any(item["status"] == _MISSING for item in items):
            raise _Missing(N_("检索暂时不可用"))
        return [(item["_id"], item) for item in items]


class _Missing(Unavailable):
    """There is no index; it is built again by whoever watches it."""


@contextmanager
def _answered() -> Iterator[None]:
    """Turn an absent or failing index into Unavailable; a request it refuses is our mistake."""
    try:
        yield
    except NotFoundError as error:
        raise _Missing(N_("检索暂时不可用")) from error
    except ApiError as error:
        if _is_our_mistake(error.meta.status, error.error):
            raise
        raise _away() from error
    except TransportError as error:
        raise _away() from error


def _away() -> Unavailable:
    STORE_RETRIES.labels(store="index").inc()
    return Unavailable(N_("检索暂时不可用"))


def _counts(facet: Mapping[str, Any]) -> tuple[Count, ...]:
    buckets = facet["values"]["buckets"]
    return tuple(Count(bucket["key"], bucket["doc_count"]) for bucket in buckets)


def _is_our_mistake(status: int, kind: str) -> bool:
    """Tell whether what was sent is wrong: anything else may be mended without sending another.

    An index may be full, closed or blocked for writing while somebody moves or restores it, and
    access to it may be withdrawn and given back.
    """
    return status == _WRONG and kind != _CLOSED
