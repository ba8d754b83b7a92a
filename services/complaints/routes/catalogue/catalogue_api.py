"""The JSON API of the catalogue: list published charges, check lines."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask.views import MethodView

from services.complaints.ports.anonymous import AddressTurns
from services.complaints.routes.catalogue import CatalogueRules
from services.complaints.routes.catalogue.check_schemas import CheckAnswerSchema, CheckBodySchema
from services.complaints.routes.catalogue.check_turns import count_check
from services.complaints.routes.catalogue.schemas import CatalogueAnswerSchema, CatalogueQuerySchema
from services.complaints.routes.catalogue.speech import speaker
from services.complaints.usecases.catalogue.answers import entry_answer
from services.complaints.usecases.catalogue.check_charges import check_charges
from services.complaints.usecases.catalogue.find_rows import RowQuery, find_rows
from services.complaints.usecases.catalogue.read_lines import MOST_LINES
from shared.clock import local_date
from shared.web.access import access, public
from shared.web.identity import principal
from shared.web.openapi import ApiBlueprint, link

MOST_LINES_UNNAMED = 200
NEXT = link("getRows", "The next page.", after="$response.body#/next")


def catalogue_api(
    rules: CatalogueRules, *, now: Callable[[], datetime], turns: AddressTurns
) -> ApiBlueprint:
    """Return the routes below /api/catalogue."""
    api = ApiBlueprint(
        "catalogue_api",
        __name__,
        url_prefix="/api/catalogue",
        description="Published charges and the check of a charge against them.",
    )

    @api.route("")
    class Rows(MethodView):
        """Published charges."""

        @access(public)
        @api.arguments(CatalogueQuerySchema(), location="query")
        @api.response(200, CatalogueAnswerSchema)
        @api.doc(responses={200: {"links": {"next": NEXT}}})
        def get(self, asked: dict[str, Any]) -> dict[str, Any]:
            """List the rows in force on a day, today without `as_of`."""
            return _found(asked, rules, local_date(now()))

    @api.route("/check")
    class Check(MethodView):
        """The charge check."""

        @access(public)
        @api.arguments(CheckBodySchema())
        @api.response(200, CheckAnswerSchema)
        def post(self, body: dict[str, Any]) -> dict[str, Any]:
            """Check the lines of one bill; nothing is kept. No administrative decision.

            Who is signed in may send 2000 lines at a time, everybody else 200, and 120 requests
            at once from an address, then one a second.
            """
            count_check(turns, now=now())
            return _checked(body, rules, local_date(now()))

    return api


def _found(asked: dict[str, Any], rules: CatalogueRules, today: date) -> dict[str, Any]:
    day = asked.pop("as_of") or today
    words = asked.pop("q")
    found = find_rows(RowQuery(**asked, words=words, as_of=day), catalogue=rules.catalogue)
    return {
        "as_of": day.isoformat(),
        "total": found.total,
        "next": found.next or None,
        "rows": [entry_answer(entry) for entry in found.rows],
    }


def _checked(body: dict[str, Any], rules: CatalogueRules, today: date) -> dict[str, Any]:
    return check_charges(
        body,
        told=rules.told,
        today=today,
        speak=speaker(rules.catalogue),
        most=MOST_LINES if principal() else MOST_LINES_UNNAMED,
    )
