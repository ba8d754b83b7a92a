"""Where a recipient of a message can be reached: asked by the notify service when it sends."""

from flask.views import MethodView

from services.complaints.routes import container
from services.complaints.routes.cases.answer_schemas import RecipientSchema
from services.complaints.usecases.cases.resolve_recipient import Recipient, resolve_recipient
from shared.web.access import access, scopes
from shared.web.identity import require_principal
from shared.web.openapi import ApiBlueprint

recipients_api = ApiBlueprint("recipients_api", __name__, url_prefix="/internal/recipients")


@recipients_api.route("/<path:reference>")
class Recipients(MethodView):
    """One recipient."""

    @access(scopes("recipients:resolve"))
    @recipients_api.response(200, RecipientSchema)
    def get(self, reference: str) -> Recipient:
        """Answer the address a reference stands for."""
        c = container()
        asker = require_principal()
        return resolve_recipient(reference, asker=asker, now=c.now(), ports=c.cases)
