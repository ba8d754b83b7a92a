"""A search as a request body: what must hold for everything in `query`, picks in `post_filter`.

Every facet is counted under the picks of the other facets only, so one sees what another pick
of the same facet would bring.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from services.complaints.domain.search.case_search import CaseSearch, Order, Selection
from services.complaints.domain.search.filters import (
    Among,
    Both,
    Everything,
    Filter,
    Nothing,
    Without,
)
from services.complaints.domain.search.indexed_case import TEXT_FIELDS
from services.complaints.domain.search.matching import of_one_line
from services.complaints.domain.search.understood import Understood, Wanted
from services.complaints.domain.search.visibility import DEPARTMENTS
from services.complaints.domain.search.vocabulary import Facet

Body = dict[str, Any]
MOST_VALUES = 50
_WEIGHTS = ((8, ("title",)), (4, ("item", "number", "respondent")), (2, ("text",)))
_TOGETHER = 1
_SORT_FIELD = {Order.NEWEST: "filed_at", Order.DUE: "due_at", Order.OVER: "over"}
_LINE_FIELD = {Facet.VERDICT: "lines.verdict", Facet.FINDING: "lines.finding"}


def request(search: CaseSearch, visible: Filter) -> Body:
    """Return the request body; one hit more than a page tells whether there is a next one."""
    body: Body = {
        "query": _query(search, visible),
        "post_filter": _picks(search.selected, but=None),
        "aggs": {facet.value: _counts(search.selected, facet) for facet in Facet},
        "sort": _sort(search.order),
        "size": search.size + 1,
        "track_total_hits": True,
        "source": False,
    }
    if search.after is not None:
        body["search_after"] = list(search.after)
    return body


def condition(visible: Filter) -> Body:
    """Return who-sees-what as a clause."""
    match visible:
        case Everything():
            return {"match_all": {}}
        case Nothing():
            return {"match_none": {}}
        case Among(field, values):
            return {"terms": {field: sorted(values)}}
        case Without(part):
            return {"bool": {"must_not": [condition(part)]}}
        case Both(parts):
            return {"bool": {"filter": [condition(part) for part in parts]}}


def _query(search: CaseSearch, visible: Filter) -> Body:
    conditions = [_any([_wanted(wanted) for wanted in each]) for each in search.query.conditions]
    if together := of_one_line(search.query):
        conditions.append(_one_line(together))
    return {
        "bool": {
            "filter": [condition(visible), *_received(search), *conditions],
            "should": _rank(search.query),
            "minimum_should_match": 0,
        }
    }


def _received(search: CaseSearch) -> list[Body]:
    ends = {"gte": search.filed_from, "lte": search.filed_to}
    given = {end: day.isoformat() for end, day in ends.items() if day is not None}
    return [{"range": {"filed_on": given}}] if given else []


def _wanted(wanted: Wanted) -> Body:
    if wanted.facet is not None:
        field = DEPARTMENTS if wanted.facet is Facet.DEPARTMENT else wanted.facet.value
        found: Body = {"terms": {field: sorted(wanted.codes)}}
    else:
        fields = [wanted.field] if wanted.field else list(TEXT_FIELDS)
        found = _any([_phrase(phrase, fields) for phrase in wanted.phrases])
    return {"bool": {"must_not": [found]}} if wanted.excluded else found


def _phrase(phrase: tuple[str, ...], fields: Sequence[str]) -> Body:
    exact = [f"{field}.uni" for field in fields]
    return {"multi_match": {"query": _joined(phrase), "type": "phrase", "fields": exact}}


def _rank(query: Understood) -> list[Body]:
    """Return what lifts a hit, in whole numbers: where the typed words are, not the synonyms.

    Pairs of characters add a little where all that was typed stands in one text.
    """
    typed = query.typed
    clauses = [
        _lift(_phrase(phrase, fields), weight)
        for phrase in dict.fromkeys(typed)
        for weight, fields in _WEIGHTS
    ]
    if len(typed) > 1:
        whole = " ".join(_joined(phrase) for phrase in typed)
        fields = list(TEXT_FIELDS)
        pairs = {"multi_match": {"query": whole, "operator": "and", "fields": fields}}
        clauses.append(_lift(pairs, _TOGETHER))
    return clauses


def _lift(clause: Body, weight: int) -> Body:
    return {"constant_score": {"filter": clause, "boost": weight}}


def _one_line(together: tuple[Wanted, ...]) -> Body:
    must = [
        {"terms": {_LINE_FIELD[wanted.facet]: sorted(wanted.codes)}}
        if wanted.facet in _LINE_FIELD
        else _any([_phrase(phrase, ["lines.item"]) for phrase in wanted.phrases])
        for wanted in together
    ]
    return {"nested": {"path": "lines", "query": {"bool": {"must": must}}}}


def _picks(selected: Mapping[Facet, Selection], *, but: Facet | None) -> Body:
    must: list[Body] = []
    must_not: list[Body] = []
    for facet, selection in selected.items():
        if facet is but:
            continue
        if selection.included:
            must.append({"terms": {facet.value: sorted(selection.included)}})
        if selection.excluded:
            must_not.append({"terms": {facet.value: sorted(selection.excluded)}})
    return {"bool": {"filter": must, "must_not": must_not}}


def _counts(selected: Mapping[Facet, Selection], facet: Facet) -> Body:
    terms = {
        "field": facet.value,
        "size": MOST_VALUES,
        "order": [{"_count": "desc"}, {"_key": "asc"}],
    }
    return {"filter": _picks(selected, but=facet), "aggs": {"values": {"terms": terms}}}


def _sort(order: Order) -> list[Body]:
    last = {"case_id": {"order": "asc"}}
    if order is Order.RELEVANCE:
        return [{"_score": {"order": "desc"}}, {"filed_at": {"order": "desc"}}, last]
    way = "asc" if order is Order.DUE else "desc"
    return [{_SORT_FIELD[order]: {"order": way}}, last]


def _any(clauses: list[Body]) -> Body:
    if len(clauses) == 1:
        return clauses[0]
    return {"bool": {"should": clauses, "minimum_should_match": 1}}


def _joined(phrase: tuple[str, ...]) -> str:
    """Return a phrase as a text that is cut into the same words again."""
    text = ""
    for word in phrase:
        text += f" {word}" if text[-1:].isascii() and word[:1].isascii() and text else word
    return text
