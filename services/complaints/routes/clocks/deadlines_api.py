"""The JSON API of deadlines: compute one by rule or by a bare limit."""

from typing import Any

from flask.views import MethodView

from services.complaints.domain.clocks.clock_rules import ClockRules
from services.complaints.domain.clocks.span_text import read_receipt, read_span
from services.complaints.routes.clocks.schemas import DeadlineAnswerSchema, DeadlineQuerySchema
from services.complaints.routes.english import english
from services.complaints.usecases.clocks.answers import deadline_answer, span_answer
from services.complaints.usecases.clocks.compute_deadline import AskedDeadline, compute_deadline
from shared.errors import FieldError, Invalid
from shared.web.access import access, public
from shared.web.openapi import ApiBlueprint
from shared.words import N_


def deadlines_api(rules: ClockRules) -> ApiBlueprint:
    """Return the routes below /api/deadlines."""
    api = ApiBlueprint(
        "deadlines_api",
        __name__,
        url_prefix="/api/deadlines",
        description="When a time limit ends, with the arithmetic.",
    )

    @api.route("/compute")
    class Compute(MethodView):
        """One deadline."""

        @access(public)
        @api.arguments(DeadlineQuerySchema(), location="query")
        @api.response(200, DeadlineAnswerSchema)
        def get(self, asked: dict[str, Any]) -> dict[str, Any]:
            """Compute when a limit ends; nothing is kept."""
            return _computed(asked, rules)

    return api


def _computed(asked: dict[str, Any], rules: ClockRules) -> dict[str, Any]:
    if bool(asked["limit"]) == bool(asked["rule"]):
        message = N_("请给出 limit（时限）或者 rule（时限代码）中的一个")
        raise Invalid(message, errors=[FieldError("rule", message)])
    if asked["limit"]:
        receipt, span = read_receipt(asked["received"]), read_span(asked["limit"])
        return span_answer(receipt, span, rules.calendar)
    by_rule = AskedDeadline(
        rule=asked["rule"],
        received=asked["received"],
        triggered=asked["start"],
        city=asked["city"],
        pauses=asked["pause"],
        extensions=asked["extend"],
    )
    found, receipt = compute_deadline(by_rule, rules=rules)
    return deadline_answer(found, receipt, rules=rules, english=english)
