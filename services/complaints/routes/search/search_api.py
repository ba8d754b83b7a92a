"""The JSON API of the case search."""

from typing import Any

from flask.views import MethodView

from services.complaints.domain.cases.case import Case
from services.complaints.domain.search.asked import AskCases, SearchWords
from services.complaints.domain.search.case_search import Selection
from services.complaints.domain.search.passages import Passage
from services.complaints.domain.search.results import Hit, Results
from services.complaints.domain.search.vocabulary import Facet
from services.complaints.routes.search import SEARCHERS, found_for, words_for
from services.complaints.routes.search.schemas import (
    PARAMETER,
    SearchAnswerSchema,
    SearchQuerySchema,
)
from shared.codec import to_json
from shared.web.access import access, scopes
from shared.web.identity import require_principal
from shared.web.language import current_language, say
from shared.web.openapi import ApiBlueprint, link
from shared.words import N_

AWAY = N_("检索暂时不可用，下面只在最近 60 天收到的案件里查找")
NEXT = link("getCaseSearches", "The next page.", after="$response.body#/next")

search_api = ApiBlueprint(
    "search_api",
    __name__,
    url_prefix="/api/cases/search",
    description="Find cases; who sees a case decides what is found and counted.",
)


@search_api.route("")
class CaseSearches(MethodView):
    """The cases that the asking person or system may see."""

    @access(SEARCHERS | scopes("cases:search"))
    @search_api.arguments(SearchQuerySchema(), location="query")
    @search_api.response(200, SearchAnswerSchema)
    @search_api.doc(responses={200: {"links": {"next": NEXT}}})
    def get(self, ask: AskCases) -> dict[str, Any]:
        """Find cases by text and picks, with counts, marks and pages by key.

        While the index is away the newest cases are looked through instead: `degraded` is true,
        `total` null, `facets` empty.
        """
        person = require_principal()
        words = words_for(person)
        return answer(found_for(ask, person, words), ask, words)


def answer(results: Results, ask: AskCases, words: SearchWords) -> dict[str, Any]:
    """Return results as JSON."""
    return {
        "hits": [_hit(hit) for hit in results.hits],
        "total": results.total,
        "facets": {
            PARAMETER[facet]: [
                {
                    "value": count.value,
                    "name": words.vocabulary.name(facet, count.value, current_language()),
                    "cases": count.cases,
                    "picked": _picked(ask, facet, count.value),
                }
                for count in counts
            ]
            for facet, counts in results.facets.items()
        },
        "next": results.next,
        "order": results.order.value,
        "synonyms": list(results.synonyms),
        "degraded": results.is_degraded,
        "notice": say(AWAY) if results.is_degraded else None,
    }


def violations_of(case: Case) -> tuple[str, ...]:
    """Return the codes officers found, each once, in the order of the lines."""
    found = (line.finding.violation for line in case.lines if line.finding)
    return tuple(dict.fromkeys(code for code in found if code))


def _hit(hit: Hit) -> dict[str, Any]:
    case = hit.case
    return {
        "id": case.id,
        "title": case.title,
        "city": case.city,
        "track": case.track,
        "state": case.state.value,
        "department": case.department,
        "respondent": {"name": case.respondent.shown, "uscc": case.respondent.uscc},
        "filed_at": to_json(case.filed_at),
        "due_on": case.due_on.isoformat() if case.due_on else None,
        "charged": str(case.charged),
        "over": str(case.over),
        "violations": violations_of(case),
        "version": case.version,
        "highlights": [_passage(each) for each in (hit.title, *hit.passages)],
        "links": {
            "self": f"/api/cases/{case.id}",
            "page": f"/complaints/cases/{case.id}",
        },
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "place": passage.place.value,
        "line": passage.line,
        "pieces": [{"text": piece.text, "hit": piece.hit} for piece in passage.pieces],
    }


def _picked(ask: AskCases, facet: Facet, value: str) -> str | None:
    selection = ask.selected.get(facet, Selection())
    if value in selection.included:
        return "included"
    return "excluded" if value in selection.excluded else None
