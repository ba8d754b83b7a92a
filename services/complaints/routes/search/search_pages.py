"""The page on which regulators find cases."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from webargs.multidictproxy import MultiDictProxy

from services.complaints.domain.search.asked import AskCases, SearchWords
from services.complaints.domain.search.case_search import Order
from services.complaints.domain.search.results import Results
from services.complaints.routes.search import SEARCHERS, found_for, words_for
from services.complaints.routes.search.schemas import SearchQuerySchema
from services.complaints.routes.search.search_links import SearchLinks
from services.complaints.routes.search.search_view import chips, facet_groups, hit_view, orders
from shared.errors import FieldError, Invalid
from shared.principal import Principal
from shared.web.access import access
from shared.web.forms import FormErrors
from shared.web.identity import require_principal

search_pages = Blueprint("search_pages", __name__, url_prefix="/complaints/search")


@search_pages.get("")
@access(SEARCHERS)
def search() -> ResponseReturnValue:
    """Show what is found; a query that cannot be read comes back with its place marked."""
    person = require_principal()
    words = words_for(person)
    schema = SearchQuerySchema()
    try:
        ask: AskCases = schema.load(MultiDictProxy(request.args, schema))
    except ValidationError as error:
        typed = AskCases(typed=request.args.get("q", "").strip())
        return _refused(typed, words, FormErrors.of_error(error), None)
    return _answered(ask, person, words)


def _answered(ask: AskCases, person: Principal, words: SearchWords) -> ResponseReturnValue:
    try:
        results = found_for(ask, person, words)
    except Invalid as error:
        place = next((each for each in error.errors if each.path == "q"), None)
        return _refused(replace(ask, after=None), words, FormErrors.of_error(error), place)
    return render_template("search/search.html", **_shown(ask, words, results))


def _shown(ask: AskCases, words: SearchWords, results: Results) -> dict[str, Any]:
    links = SearchLinks.of(ask)
    return {
        "ask": ask,
        "results": results,
        "hits": [hit_view(hit, words) for hit in results.hits],
        "facets": facet_groups(results, ask, words, links),
        "chips": chips(ask, words, links),
        "orders": orders(results.order, links),
        "links": links,
        "next": links.address(("after", results.next)) if results.next else None,
        "first": links.address() if ask.after else None,
        "exact": links.having("exact", "true").address(),
        "errors": None,
        "place": None,
    }


def _refused(
    ask: AskCases, words: SearchWords, errors: FormErrors, place: FieldError | None
) -> ResponseReturnValue:
    nothing = Results(hits=(), total=0, facets={}, next=None, synonyms=(), order=Order.NEWEST)
    shown = _shown(ask, words, nothing) | {"errors": errors, "place": _place(ask, place)}
    return render_template("search/search.html", **shown), 422


def _place(ask: AskCases, error: FieldError | None) -> dict[str, str] | None:
    """Return what was typed in three parts, the wrong one in the middle, and a way on."""
    if error is None or "begin" not in error.params:
        return None
    begin, end = error.params["begin"], error.params["end"]
    plain = SearchLinks.of(ask).asking(error.params["plain"])
    return {
        "before": ask.typed[:begin],
        "wrong": ask.typed[begin:end],
        "after": ask.typed[end:],
        "plain": plain.address(),
    }
