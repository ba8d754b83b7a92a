"""The JSON API of scores."""

from typing import Any

from flask.views import MethodView

from services.credit.domain.score.line import Score
from services.credit.routes import checked_uscc, container, may_read
from services.credit.routes.schemas import ScoreQuerySchema, ScoreSchema
from services.credit.usecases.log_look import log_look
from services.credit.usecases.score_of import score_of
from shared.principal import Role
from shared.web.access import access, roles, scopes
from shared.web.identity import require_principal
from shared.web.openapi import ApiBlueprint

READERS = roles(
    Role.ENTERPRISE, Role.OFFICER, Role.SUPERVISOR, Role.CREDIT_OFFICER, Role.AUDITOR
) | scopes("score:read")
FIELDS = ("grade", "score", "lines")

score_api = ApiBlueprint(
    "score_api",
    __name__,
    url_prefix="/api/enterprises",
    description="What an enterprise's credit score is, line by line, as of any day.",
)


@score_api.route("/<uscc>/score")
class ScoreOfEnterprise(MethodView):
    """The score of one enterprise."""

    @access(READERS)
    @score_api.arguments(ScoreQuerySchema(), location="query")
    @score_api.response(200, ScoreSchema)
    def get(self, asked: dict[str, Any], uscc: str) -> Score:
        """Answer score, grade and lines as of a legal day, from what was known at an instant."""
        c, person, code = container(), require_principal(), checked_uscc(uscc)
        may_read(person, code)
        now = c.now()
        found = score_of(
            code,
            ledger=c.ledger,
            packs=c.packs,
            now=now,
            valid_on=asked["valid_on"],
            known_at=asked["known_at"],
        )
        if person.uscc != code:
            log_look(code, "score_api", fields=FIELDS, who=person, queries=c.queries, now=now)
        return found
