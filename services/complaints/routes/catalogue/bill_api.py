"""The JSON API that reads a bill."""

from typing import Any

from flask import request
from flask.views import MethodView

from services.complaints.domain.catalogue.bills.bill_values import BillWords
from services.complaints.routes.catalogue.bill_reading import handed_bill
from services.complaints.routes.catalogue.bill_schemas import BillReadSchema, BillTextSchema
from shared.web.access import access, public
from shared.web.openapi import ApiBlueprint

_FILE = {"type": "string", "format": "binary"}
A_BILL: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {"type": "object", "required": ["file"], "properties": {"file": _FILE}}
        },
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["text"],
                "properties": {"text": {"type": "string", "maxLength": 200_000}},
            }
        },
    },
}


def bill_api(words: BillWords) -> ApiBlueprint:
    """Return the route below /api/catalogue/bill."""
    api = ApiBlueprint(
        "bill_api",
        __name__,
        url_prefix="/api/catalogue/bill",
        description="Bills read into lines; a person looks them over before they are checked.",
    )

    @api.route("")
    class Bill(MethodView):
        """One bill."""

        @access(public)
        @api.response(200, BillReadSchema)
        @api.doc(requestBody=A_BILL)
        def post(self) -> dict[str, Any]:
            """Read a bill: a file (XLSX, XLS, CSV, PDF with text, up to 5 MB) or a text.

            Nothing is checked, filed or kept. Up to 200 lines. A scan is answered with
            `kind: scan` and no lines. Without an account 60 bills an hour.
            """
            if request.is_json:
                return handed_bill(BillTextSchema().load(request.get_json())["text"], words)
            return handed_bill("", words)

    return api
