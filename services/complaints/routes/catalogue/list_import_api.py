"""The JSON API that makes a list of a file: at once, or in the background where it is long."""

from typing import Any

from flask import Response, jsonify, request
from flask.views import MethodView

from services.complaints.container import Container
from services.complaints.domain.catalogue.lists.charge_list import Body
from services.complaints.domain.imports.file_import import FileImport, Kind, Progress
from services.complaints.routes import container
from services.complaints.routes.catalogue.handed_list import (
    acting_for,
    city_of,
    kept_file,
    no_file,
)
from services.complaints.routes.catalogue.list_api import shown
from services.complaints.routes.catalogue.list_import_schemas import (
    A_LIST,
    A_LIST_FILE,
    FileImportSchema,
    NewListSchema,
)
from services.complaints.routes.catalogue.list_schemas import LIST_ETAG, ChargeListSchema
from services.complaints.routes.imports.file_import_pages import NO_IMPORT, own_import
from services.complaints.routes.imports.importing import begin_import
from services.complaints.usecases.catalogue.make_list import MakeList, check_asked
from services.complaints.usecases.catalogue.read_list import HowToRead
from services.complaints.usecases.catalogue.read_list_forms import read_first_day
from services.complaints.usecases.imports.list_of_file import told_of_list
from shared.errors import NotFound
from shared.principal import Principal, Role
from shared.uscc import clean
from shared.web.access import access, roles
from shared.web.forms import idempotency_key
from shared.web.identity import require_principal
from shared.web.language import say
from shared.web.openapi import IDEMPOTENCY_KEY, ApiBlueprint, ProblemSchema, link

ADDRESS = "/api/catalogue/lists"
_MAKERS = roles(Role.ENTERPRISE, Role.OFFICER, Role.SUPERVISOR)
_LOCATION = {
    "Location": {"description": "Where to look.", "schema": {"type": "string", "format": "uri"}}
}
Answer = Response | tuple[dict[str, Any], dict[str, str]]

list_import_api = ApiBlueprint(
    "list_import_api",
    __name__,
    url_prefix=ADDRESS,
    description="Lists of charging bodies, made of files.",
)


@list_import_api.route("")
class Lists(MethodView):
    """Lists of charging bodies."""

    @access(_MAKERS)
    @list_import_api.doc(
        parameters=[IDEMPOTENCY_KEY],
        requestBody=A_LIST_FILE,
        responses={
            201: {"links": {"read": link("getOneList", "It.", list_id="$response.body#/id")}}
        },
    )
    @list_import_api.response(
        201, ChargeListSchema, headers={**LIST_ETAG, **_LOCATION}, example=A_LIST
    )
    @list_import_api.alt_response(
        202, schema=FileImportSchema, headers=_LOCATION, description="Being read; ask again"
    )
    @list_import_api.alt_response(409, schema=ProblemSchema, description="Not possible now")
    @list_import_api.alt_response(413, schema=ProblemSchema, description="More than is taken")
    def post(self) -> Answer:
        """Make a draft of a file: `multipart/form-data`; the `Idempotency-Key` makes it once.

        A file of over 1,000 rows is read in the background: 202, and `Location` says where to ask
        until its `state` is `done`. Rows that name another body stay out. What follows are the
        steps of any list: submit, review, publish.
        """
        c, person, key = container(), require_principal(), idempotency_key()
        asked, how = _asked(NewListSchema().load(request.form), key, person, c)
        check_asked(asked, acting=acting_for(asked, person, c))
        upload = kept_file(person, c)
        if upload is None:
            raise no_file()
        told = told_of_list(asked, how)
        begun = begin_import(Kind.LIST, upload, told, key=key, person=person, c=c)
        if begun.progress is not Progress.DONE:
            return _accepted(begun)
        found = c.lists.lists.get(begun.result["list"])
        if found is None:
            raise NotFound(NO_IMPORT)
        body, headers = shown(found)
        return body, {**headers, "Location": f"{ADDRESS}/{found.id}"}


@list_import_api.route("/imports/<import_id>")
class OneImport(MethodView):
    """One file that is read in the background."""

    @access(_MAKERS)
    @list_import_api.response(200, FileImportSchema)
    def get(self, import_id: str) -> dict[str, Any]:
        """Answer how far a file is, to whoever handed it in; for a day."""
        found = own_import(import_id, require_principal(), container())
        if found.kind is not Kind.LIST:
            raise NotFound(NO_IMPORT)
        return _told(found)


def _asked(
    told: dict[str, str], key: str, person: Principal, c: Container
) -> tuple[MakeList, HowToRead]:
    port, names = told["port"].strip(), c.rules.catalogue.names
    how = HowToRead(port=names.port(port) if port else "", effective_from=read_first_day(told))
    own_name = person.organisation if person.uscc else ""
    asked = MakeList(
        draft="",
        city=city_of(person, c),
        port=how.port,
        body=Body(
            name=told["body"].strip() or own_name or "",
            uscc=person.uscc or clean(told["uscc"]) or None,
        ),
        edition=told["edition"].strip(),
        key=key,
    )
    return asked, how


def _accepted(begun: FileImport) -> Response:
    answer = jsonify(FileImportSchema().dump(_told(begun)))
    answer.status_code = 202
    answer.headers["Location"] = f"{ADDRESS}/imports/{begun.id}"
    return answer


def _told(found: FileImport) -> dict[str, Any]:
    problem = found.problem
    return {
        "id": found.id,
        "state": found.progress.value,
        "rows": found.rows,
        "tries": found.tries,
        "list": found.result.get("list"),
        "code": problem.code if problem else None,
        "detail": say(problem.detail, problem.params) if problem else None,
        "errors": [
            {"path": each.path, "message": say(each.message, each.params)}
            for each in (problem.errors if problem else ())
        ],
    }
