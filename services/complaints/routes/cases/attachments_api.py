"""Files over HTTP: handed in before the complaint, handed out to who may see the case."""

from typing import Any, cast
from urllib.parse import quote

from flask import Response, request
from flask.views import MethodView

from services.complaints.domain.cases.attachment import NewFile
from services.complaints.routes import container
from services.complaints.routes.cases.answer_schemas import AttachmentAnswerSchema
from services.complaints.usecases.cases.attachments import (
    attach_file,
    id_of_upload,
    read_attachment,
)
from services.complaints.usecases.cases.own_keys import person_key
from shared.codec import to_json
from shared.errors import FieldError, Invalid
from shared.principal import Role
from shared.web.access import access, roles, scopes
from shared.web.forms import idempotency_key
from shared.web.identity import require_principal
from shared.web.openapi import IDEMPOTENCY_KEY, ApiBlueprint, link
from shared.words import N_

_BYTES = {"type": "string", "format": "binary"}
A_FILE: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {"type": "object", "required": ["file"], "properties": {"file": _BYTES}}
        }
    },
}
SENT: dict[str, Any] = {
    "description": "The file, with the type it was recognised as.",
    "content": {"*/*": {"schema": _BYTES}},
}
READ = link("getOneAttachment", "The file.", attachment_id="$response.body#/id")

attachments_api = ApiBlueprint(
    "attachments_api",
    __name__,
    url_prefix="/api/attachments",
    description="Files of complaints; multipart/form-data with one part named file.",
)


@attachments_api.route("")
class Attachments(MethodView):
    """Files of the person that asks."""

    @access(roles(Role.ENTERPRISE) | scopes("complaints:file"))
    @attachments_api.response(201, AttachmentAnswerSchema)
    @attachments_api.doc(
        parameters=[{**IDEMPOTENCY_KEY, "required": False}],
        requestBody=A_FILE,
        responses={201: {"links": {"read": READ}}},
    )
    def post(self) -> dict[str, Any]:
        """Store a file of up to 20 MB; it is swept unless a complaint refers to it in time.

        The same `Idempotency-Key` with the same file stores it once; the key may be left out.
        """
        handed = request.files.get("file")
        if handed is None:
            missing = FieldError("file", N_("请选择要上传的文件"))
            raise Invalid(missing.message, errors=[missing])
        c, person = container(), require_principal()
        key = idempotency_key(required=False)
        own_id = id_of_upload(key, principal=person, ports=c.cases) if key else c.new_id()
        file = NewFile(id=own_id, name=handed.filename or "")
        known = attach_file(
            file,
            cast(Any, handed.stream),
            owner=person_key(person.sub, c.cases.blind),
            now=c.now(),
            ports=c.cases,
        )
        return to_json(known) | {"name": file.plain_name}


@attachments_api.route("/<attachment_id>")
class OneAttachment(MethodView):
    """One file."""

    @access(
        roles(Role.ENTERPRISE, Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR)
        | scopes("complaints:read")
    )
    @attachments_api.doc(responses={"200": SENT})
    def get(self, attachment_id: str) -> Response:
        """Send a file as a download; a browser never opens it as a page of ours."""
        c = container()
        opened = read_attachment(
            attachment_id, principal=require_principal(), now=c.now(), ports=c.cases
        )
        response = Response(opened.content, content_type=opened.known.type)
        response.headers["Content-Length"] = str(opened.known.size)
        name = quote(opened.name, safe="")
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        response.headers["Cache-Control"] = "private, no-store"
        return response
