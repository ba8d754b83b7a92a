"""The JSON API of a list's life: read it, its editions and changes, take a step."""

from typing import Any

from flask.views import MethodView

from services.complaints.container import Container
from services.complaints.domain.catalogue.lists.charge_list import Act, ChargeList
from services.complaints.domain.catalogue.lists.list_steps import Acting
from services.complaints.routes import container
from services.complaints.routes.cases.versions import seen_version
from services.complaints.routes.catalogue.list_answers import (
    difference_answer,
    list_answer,
    versions_answer,
)
from services.complaints.routes.catalogue.list_rights import may_look
from services.complaints.routes.catalogue.list_schemas import (
    LIST_ETAG,
    LIST_IF_MATCH,
    STEP,
    ChargeListSchema,
    ListDifferenceSchema,
    ListStepSchema,
    ListVersionsSchema,
)
from services.complaints.usecases.catalogue.change_list import (
    UNKNOWN,
    ChangeList,
    ListStores,
    change_list,
)
from services.complaints.usecases.catalogue.read_list_forms import read_terms
from shared.errors import Conflict, Invalid, NotFound, Outdated, VersionMissing
from shared.principal import Principal, Role
from shared.web.access import access, public, roles
from shared.web.forms import idempotency_key
from shared.web.identity import principal, require_principal
from shared.web.openapi import IDEMPOTENCY_KEY, ApiBlueprint, ProblemSchema
from shared.words import N_

ACTS = {
    "submit": Act.SUBMITTED,
    "return": Act.RETURNED,
    "review": Act.REVIEWED,
    "publish": Act.PUBLISHED,
    "recall": Act.RECALL_ASKED,
    "drop": Act.RECALL_DROPPED,
    "withdraw": Act.WITHDRAWN,
}
Answer = tuple[dict[str, Any], dict[str, str]]

list_api = ApiBlueprint(
    "list_api",
    __name__,
    url_prefix="/api/catalogue/lists",
    description="Lists of charging bodies: their life, editions and changes.",
)


@list_api.route("/<list_id>")
class OneList(MethodView):
    """One list."""

    @access(public)
    @list_api.response(200, ChargeListSchema, headers=LIST_ETAG)
    def get(self, list_id: str) -> Answer:
        """Answer a list; one that is not published is there for its body and the port office."""
        return shown(_found(list_id, principal(), container()))


@list_api.route("/<list_id>/versions")
class Versions(MethodView):
    """The editions of the same body at the same port."""

    @access(public)
    @list_api.response(200, ListVersionsSchema)
    def get(self, list_id: str) -> dict[str, Any]:
        """Answer the published editions, the newest first."""
        c = container()
        found = _found(list_id, principal(), c)
        return versions_answer(found, c.lists.published.refresh())


@list_api.route("/<list_id>/difference")
class Difference(MethodView):
    """What a list changes."""

    @access(public)
    @list_api.response(200, ListDifferenceSchema)
    def get(self, list_id: str) -> dict[str, Any]:
        """Answer the changes against the edition before, or the one the list would follow."""
        c = container()
        return difference_answer(_found(list_id, principal(), c), c)


@list_api.route("/<list_id>/steps/<step>")
class Step(MethodView):
    """One step in the life of a list."""

    @access(roles(Role.ENTERPRISE, Role.OFFICER, Role.SUPERVISOR))
    @list_api.doc(parameters=[STEP, IDEMPOTENCY_KEY, LIST_IF_MATCH])
    @list_api.arguments(ListStepSchema)
    @list_api.response(200, ChargeListSchema, headers=LIST_ETAG)
    @list_api.alt_response(409, schema=ProblemSchema, description="Not possible now")
    @list_api.alt_response(412, schema=ProblemSchema, description="The list has changed since")
    @list_api.alt_response(428, schema=ProblemSchema, description="Without If-Match")
    def post(self, told: dict[str, Any], list_id: str, step: str) -> Answer:
        """Take a step; the `Idempotency-Key` makes it happen once."""
        if step not in ACTS:
            raise NotFound(N_("没有这种办理步骤"))
        c, person, key = container(), require_principal(), idempotency_key()
        found = _found(list_id, person, c)
        seen = seen_version()
        if seen is None:
            raise VersionMissing(N_("请在请求头 If-Match 写明看到的是哪一版"))
        asked = _asked(found, ACTS[step], told, version=seen, key=key)
        return shown(_changed(asked, found, person, c))


def _asked(
    found: ChargeList, act: Act, told: dict[str, Any], *, version: int, key: str
) -> ChangeList:
    terms = None
    if act is Act.PUBLISHED:
        if told["terms"] is None:
            raise Invalid(N_("填写的内容要修改。"))
        whole = {**told["terms"], "complete": "yes" if told["terms"]["complete"] else ""}
        terms = read_terms(whole)
    words = told["words"].strip()
    return ChangeList(list_id=found.id, act=act, version=version, key=key, words=words, terms=terms)


def _changed(asked: ChangeList, found: ChargeList, person: Principal, c: Container) -> ChargeList:
    office = c.rules.parties.city(found.city).port_office
    lists = c.lists
    try:
        return change_list(
            asked,
            acting=Acting(actor=person, now=c.now(), port_office=office),
            stores=ListStores(
                lists=lists.lists, published=lists.published, followed=lists.followed
            ),
            hashed=c.cases.blind.exactly,
        )
    except Conflict as problem:
        if found.version != asked.version:
            raise Outdated(problem.detail) from problem
        raise


def _found(list_id: str, person: Principal | None, c: Container) -> ChargeList:
    found = c.lists.lists.get(list_id)
    if found is None or not may_look(found, person, c):
        raise NotFound(UNKNOWN)
    return found


def shown(found: ChargeList) -> Answer:
    """Return a list with its version."""
    return list_answer(found, container()), {"ETag": f'"{found.version}"'}
