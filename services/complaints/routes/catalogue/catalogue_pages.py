"""The pages of published charges: the list and one row."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.domain.catalogue.catalogue import Catalogue, Entry
from services.complaints.domain.catalogue.price_row import PriceForm
from services.complaints.domain.catalogue.reasons import FORM_WORDS
from services.complaints.routes.catalogue import CatalogueRules, check_view
from services.complaints.usecases.catalogue.find_rows import RowQuery, find_rows, versions_of
from services.complaints.usecases.catalogue.read_values import Wrong, half_width, read_day
from shared.clock import local_date
from shared.errors import FieldError, NotFound
from shared.web.access import access, public
from shared.web.forms import FormErrors
from shared.web.language import say
from shared.words import N_

_FILTERS = ("port", "body", "body_type", "price_form", "trade", "container")
_LONGEST = 100
_LAST_DAY = date(2100, 12, 31)


def catalogue_pages(rules: CatalogueRules, *, now: Callable[[], datetime]) -> Blueprint:
    """Return the routes of the catalogue."""
    pages = Blueprint("catalogue_pages", __name__, url_prefix="/complaints/catalogue")

    @pages.get("")
    @access(public)
    def list_rows() -> ResponseReturnValue:
        """List the charges of a day."""
        return _list_page(rules.catalogue, local_date(now()))

    @pages.get("/<row_id>")
    @access(public)
    def show_row(row_id: str) -> ResponseReturnValue:
        """Show one price with its versions."""
        entry = rules.catalogue.by_id.get(row_id)
        if entry is None:
            raise NotFound(N_("没有这个目录条目"))
        return _row_page(entry, rules.catalogue, local_date(now()))

    return pages


def _list_page(catalogue: Catalogue, today: date) -> ResponseReturnValue:
    asked = {key: _asked(key) for key in ("q", "as_of", "after", *_FILTERS)}
    day, errors = _day_of(asked["as_of"], today)
    filters = {key: asked[key] for key in _FILTERS}
    query = RowQuery(as_of=day, words=asked["q"], after=asked["after"], **filters)
    found = find_rows(query, catalogue=catalogue)
    page = render_template(
        "catalogue/list.html",
        asked=asked,
        as_of=day,
        today=today,
        found=found,
        errors=errors,
        next=_address(asked, after=found.next) if found.next else None,
        first=_address(asked, after="") if asked["after"] else None,
        chips=_chips(asked),
        choices=_choices(catalogue),
        lists=[each for each in catalogue.lists if each.covers(day)],
        help=check_view,
        english=catalogue.names.english,
    )
    return page, 422 if errors else 200


def _row_page(entry: Entry, catalogue: Catalogue, today: date) -> str:
    day, _ = _day_of(_asked("as_of"), today)
    return render_template(
        "catalogue/row.html",
        entry=entry,
        row=entry.row,
        home=entry.home,
        as_of=day,
        today=today,
        versions=versions_of(entry, catalogue=catalogue),
        check_address=_check_address(entry),
        help=check_view,
        english=catalogue.names.english,
    )


def _asked(key: str) -> str:
    return half_width(request.args.get(key, ""))[:_LONGEST]


def _day_of(text: str, today: date) -> tuple[date, FormErrors | None]:
    """Return the day to look at; a price of a coming day may be looked up as well."""
    try:
        return read_day(text, today=_LAST_DAY) or today, None
    except Wrong as wrong:
        return today, FormErrors([FieldError("as_of", wrong.message, wrong.params)])


def _address(asked: Mapping[str, str], **changes: str) -> str:
    kept = {key: value for key, value in {**asked, **changes}.items() if value}
    query = urlencode(kept)
    return f"/complaints/catalogue{'?' if query else ''}{query}"


def _chips(asked: Mapping[str, str]) -> list[tuple[str, str, bool]]:
    words = {
        "price_form": FORM_WORDS,
        "trade": dict(check_view.TRADES),
        "container": dict(check_view.CONTAINERS),
    }
    return [
        (
            say(words.get(key, {}).get(asked[key], asked[key])),
            _address(asked, **{key: "", "after": ""}),
            False,
        )
        for key in ("q", *_FILTERS)
        if asked[key]
    ]


def _choices(catalogue: Catalogue) -> dict[str, list[tuple[str, str]]]:
    anything = ("", say(N_("全部")))
    ports = dict.fromkeys(port for each in catalogue.lists for port in each.ports)
    used = {entry.row.body_type for entry in catalogue.entries}
    kinds = [kind for kind in check_view.BODY_TYPES if kind in used]
    return {
        "port": [anything, *((port, port) for port in ports)],
        "body_type": [anything, *((kind, say(kind)) for kind in kinds)],
        "price_form": [anything, *((form.value, say(FORM_WORDS[form])) for form in PriceForm)],
        "trade": [anything, *check_view.choices(check_view.TRADES[1:])],
        "container": [anything, *check_view.choices(check_view.CONTAINERS[1:])],
    }


def _check_address(entry: Entry) -> str:
    row = entry.row
    told = {
        "item": row.sub_item if row.sub_item and not row.cargo else row.item,
        "port": entry.home.ports[0] if len(entry.home.ports) == 1 else "",
        "body": "" if row.body_is_class or "、" in row.body else row.body,
        "quantity": "1",
        "unit": "box" if row.unit == "box_call" else row.unit if row.unit != "unknown" else "",
        "container": _only(row.container),
        "trade": _only(row.trade),
        "direction": _only(row.direction),
        "loaded": "" if row.loaded is None else str(row.loaded).lower(),
        "cargo": _only(row.cargo),
    }
    return check_view.again(told)


def _only(values: tuple[str, ...]) -> str:
    return values[0] if len(values) == 1 else ""
