"""The pages of lists of charges: all of them, one in a version, what is done to it, its notice."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.adapters.list_export import list_csv, list_xlsx
from services.complaints.adapters.notice_pdf import notice_pdf
from services.complaints.container import Container
from services.complaints.domain.catalogue.lists.charge_list import (
    Act,
    ChargeList,
    is_of_office,
)
from services.complaints.domain.catalogue.lists.followed import body_id, port_id
from services.complaints.domain.catalogue.lists.list_steps import Acting
from services.complaints.routes import container
from services.complaints.routes.catalogue.list_rights import PUBLIC, may_look
from services.complaints.routes.catalogue.list_view import (
    FIRST_PLACE,
    STATES,
    Place,
    notice_values,
    version_values,
)
from services.complaints.usecases.catalogue.change_list import (
    UNKNOWN,
    ChangeList,
    ListStores,
    change_list,
)
from services.complaints.usecases.catalogue.follow_lists import follow
from services.complaints.usecases.catalogue.read_list_forms import read_terms, read_typed_price
from shared.errors import Conflict, Invalid, Malformed, NotFound
from shared.principal import Principal, Role
from shared.web.access import access, public, roles, signed_in
from shared.web.forms import FormErrors, posted_key
from shared.web.identity import principal, require_principal
from shared.web.language import say
from shared.words import N_

list_pages = Blueprint("list_pages", __name__, url_prefix="/complaints/catalogue/lists")
WORKERS = roles(Role.ENTERPRISE, Role.OFFICER, Role.SUPERVISOR)
MOST_LISTED = 200
_ACTS = {
    "submit": Act.SUBMITTED,
    "return": Act.RETURNED,
    "review": Act.REVIEWED,
    "publish": Act.PUBLISHED,
    "type": Act.TYPED,
    "recall": Act.RECALL_ASKED,
    "drop": Act.RECALL_DROPPED,
    "withdraw": Act.WITHDRAWN,
}
_DONE = {
    Act.SUBMITTED: N_("已提交，口岸办会收到消息。"),
    Act.RETURNED: N_("已退回，并已告知。"),
    Act.REVIEWED: N_("已审核通过，请由另一人发布。"),
    Act.PUBLISHED: N_("已发布。收费单位、口岸办和订阅人会收到消息。"),
    Act.TYPED: N_("已补录。"),
    Act.RECALL_ASKED: N_("已提出撤回，等另一人决定。"),
    Act.RECALL_DROPPED: N_("清单不撤回。"),
    Act.WITHDRAWN: N_("已撤回。收费单位、口岸办和订阅人会收到消息。"),
}


@list_pages.get("")
@access(public)
def show_lists() -> ResponseReturnValue:
    """Show the published lists, and the lists that the person works on."""
    c, person = container(), principal()
    return render_template(
        "catalogue/lists/index.html",
        published=sorted(c.lists.published.refresh(), key=lambda e: e.known_from, reverse=True),
        mine=[each for each in _of_person(person, c) if each.state not in PUBLIC],
        works=person is not None and (person.uscc is not None or _is_office(person, c)),
        covers=person is not None and _is_office(person, c),
        states=STATES,
    )


@list_pages.get("/<list_id>")
@access(public)
def show_list(list_id: str) -> ResponseReturnValue:
    """Show one list; a published one has this address for good."""
    c, person = container(), principal()
    first, earlier = _asked_number("from"), _asked_number("earlier")
    return _page(_found(list_id, person, c), c, at=Place(first=max(first, 1), earlier=earlier))


@list_pages.post(
    "/<list_id>/<any(submit, return, review, publish, type, recall, drop, withdraw):act>"
)
@access(WORKERS)
def change(list_id: str, act: str) -> ResponseReturnValue:
    """Take a step in the life of a list, or type the price of a row; once per form."""
    c, person = container(), require_principal()
    found = _found(list_id, person, c)
    try:
        change_list(
            _asked(found, _ACTS[act], person, c),
            acting=acting_of(person, found.city, c),
            stores=ListStores(
                lists=c.lists.lists, published=c.lists.published, followed=c.lists.followed
            ),
            hashed=c.cases.blind.exactly,
        )
    except (Invalid, Conflict) as error:
        return _page(found, c, errors=FormErrors.of_error(error)), error.status
    flash(say(_DONE[_ACTS[act]]))
    return redirect(f"/complaints/catalogue/lists/{list_id}", code=303)


@list_pages.post("/<list_id>/follow")
@access(signed_in)
def follow_list(list_id: str) -> ResponseReturnValue:
    """Follow the body or the port of a list, or leave off."""
    c, person = container(), require_principal()
    found = _found(list_id, person, c)
    ids = {"body": body_id(found.body), "port": port_id(found.port)}
    what = request.form.get("what", "")
    if what not in ids:
        raise Malformed(N_("表单缺少标识，请返回并刷新页面后再提交"))
    begins = request.form.get("on") == "yes"
    try:
        follow(ids[what], person, on=begins, followed=c.lists.followed)
    except Conflict as error:
        return _page(found, c, errors=FormErrors.of_error(error)), error.status
    flash(say(N_("已订阅，新清单发布时会收到消息。") if begins else N_("已取消订阅。")))
    return redirect(f"/complaints/catalogue/lists/{list_id}", code=303)


@list_pages.get("/<list_id>/notice.pdf")
@access(public)
def show_notice(list_id: str) -> ResponseReturnValue:
    """Return the notice to hang at the gate, with a QR code that leads back here."""
    return _file(
        list_id, "application/pdf", "pdf", lambda found, c: notice_pdf(notice_values(found, c))
    )


@list_pages.get("/<list_id>/list.<any(csv, xlsx):kind>")
@access(public)
def export_list(list_id: str, kind: str) -> ResponseReturnValue:
    """Return the list as a table; no cell of it is a formula."""
    makes = {"csv": list_csv, "xlsx": list_xlsx}
    types = {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    return _file(
        list_id, types[kind], kind, lambda found, c: makes[kind](found, c.lists.lists.rows(found))
    )


def acting_of(person: Principal, city: str, c: Container) -> Acting:
    """Return who acts on a list of a city, and when."""
    office = c.rules.parties.city(city).port_office
    return Acting(actor=person, now=c.now(), port_office=office)


def _file(
    list_id: str, kind: str, ending: str, make: Callable[[ChargeList, Container], bytes]
) -> Response:
    c = container()
    found = _found(list_id, principal(), c)
    headers = {"Content-Disposition": f'attachment; filename="{found.id}.{ending}"'}
    return Response(make(found, c), content_type=kind, headers=headers)


def _found(list_id: str, person: Principal | None, c: Container) -> ChargeList:
    found = c.lists.lists.get(list_id)
    if found is None or not may_look(found, person, c):
        raise NotFound(UNKNOWN)
    return found


def _asked_number(name: str) -> int:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _asked(found: ChargeList, act: Act, person: Principal, c: Container) -> ChangeList:
    form = request.form
    version = form.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise Malformed(N_("表单缺少标识，请返回并刷新页面后再提交"))
    typed = {name: value.replace("\r\n", "\n") for name, value in form.items()}
    by, at = person.sub, c.now()
    return ChangeList(
        list_id=found.id,
        act=act,
        version=int(version),
        key=posted_key(),
        words=typed.get("words", "").strip(),
        terms=read_terms(typed) if act is Act.PUBLISHED else None,
        price=read_typed_price(typed, by=by, at=at) if act is Act.TYPED else None,
    )


def _page(
    found: ChargeList,
    c: Container,
    *,
    at: Place = FIRST_PLACE,
    errors: FormErrors | None = None,
) -> str:
    person = principal()
    values = version_values(found, person, c, at=at, typed=request.form, errors=errors)
    return render_template("catalogue/lists/version.html", **values)


def _is_office(person: Principal, c: Container) -> bool:
    city = c.rules.parties.cities.get(person.city or "")
    return city is not None and is_of_office(person, city.id, city.port_office)


def _of_person(person: Principal | None, c: Container) -> list[ChargeList]:
    if person is None:
        return []
    if person.city and _is_office(person, c):
        return c.lists.lists.of_city(person.city, most=MOST_LISTED)
    is_firm = person.role is Role.ENTERPRISE and person.uscc is not None
    return c.lists.lists.of_body(person.uscc or "", most=MOST_LISTED) if is_firm else []
