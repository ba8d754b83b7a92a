"""What the pages of lists show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.catalogue.lists.charge_list import (
    Act,
    ChargeList,
    State,
    Terms,
    is_of_body,
    is_of_office,
)
from services.complaints.domain.catalogue.lists.editions import edition_before, newest_edition
from services.complaints.domain.catalogue.lists.followed import body_id, follower_of, port_id
from services.complaints.domain.catalogue.lists.list_difference import Change, differences
from services.complaints.domain.catalogue.lists.list_recall import last_day, recall_asked
from services.complaints.domain.catalogue.lists.row_prices import (
    needs_person,
    price_list,
    row_number,
)
from services.complaints.domain.catalogue.price_row import PriceList, PriceRow
from services.complaints.routes.cases.work.staff_names import staff_of
from services.complaints.routes.catalogue import check_view
from services.complaints.routes.catalogue.list_rights import steps_of
from services.complaints.routes.commitments.port_pages import qr_code
from shared.clock import local_date
from shared.principal import Principal
from shared.web.forms import FormErrors
from shared.words import N_

ROWS_A_PAGE = 200
MOST_SHOWN = 200
STEPS_A_PAGE = 100
STATES: Mapping[State, str] = {
    State.DRAFT: N_("草稿"),
    State.SUBMITTED: N_("等待审核"),
    State.RETURNED: N_("已退回"),
    State.REVIEWED: N_("已审核，等待发布"),
    State.PUBLISHED: N_("已发布"),
    State.WITHDRAWN: N_("已撤回"),
}
ACTS: Mapping[Act, str] = {
    Act.MADE: N_("录入"),
    Act.TYPED: N_("补录价格"),
    Act.SUBMITTED: N_("提交"),
    Act.RETURNED: N_("退回"),
    Act.REVIEWED: N_("审核通过"),
    Act.PUBLISHED: N_("发布"),
    Act.REMINDED: N_("提醒"),
    Act.RECALL_ASKED: N_("提出撤回"),
    Act.RECALL_DROPPED: N_("不撤回"),
    Act.WITHDRAWN: N_("撤回"),
    Act.EVE: N_("执行前一日提醒订阅人"),
}
CHANGES: Mapping[Change, str] = {
    Change.ADDED: N_("新增"),
    Change.REMOVED: N_("取消"),
    Change.DEARER: N_("涨价"),
    Change.CHEAPER: N_("降价"),
    Change.OTHER: N_("有变动"),
}
CHANGE_KINDS = {Change.DEARER: "bad", Change.REMOVED: "warn", Change.CHEAPER: "ok"}


@dataclass(frozen=True, kw_only=True)
class Place:
    """What part of a long list is shown: rows from a number on, steps up to a number."""

    first: int = 1
    earlier: int = 0


FIRST_PLACE = Place()


def list_address(found: ChargeList, c: Container) -> str:
    """Return the permanent address of a list."""
    return f"{c.settings.public_url.rstrip('/')}/complaints/catalogue/lists/{found.id}"


def version_values(
    found: ChargeList,
    person: Principal | None,
    c: Container,
    *,
    at: Place = FIRST_PLACE,
    typed: Mapping[str, str] | None = None,
    errors: FormErrors | None = None,
) -> dict[str, Any]:
    """Return the values of the page of one list."""
    office, first = c.rules.parties.city(found.city).port_office, at.first
    of_office = is_of_office(person, found.city, office)
    rows = c.lists.lists.rows(found)
    terms = found.terms or proposed_terms(found, local_date(c.now()))
    home = price_list(found, rows, terms)
    inside = is_of_body(person, found.body) or of_office or (not found.terms and person is not None)
    prices = _by_row(home, found, rows)
    shown = rows[first - 1 : first - 1 + ROWS_A_PAGE]
    return {
        "found": found,
        "terms": terms,
        "rows": [(n, row, prices.get(n, [])) for n, row in enumerate(shown, start=first)],
        "unread": _unread(found, rows),
        "next": first + ROWS_A_PAGE if first + ROWS_A_PAGE <= len(rows) else None,
        "first": first,
        "difference": _difference(home, _before(found, home, c.lists.published.refresh())),
        "inside": inside,
        "names": staff_of({office}, c) if inside else {},
        **_history(found, at.earlier, c),
        "current": _current(found, c),
        "asked": recall_asked(found),
        "withdrawn": found.last(Act.WITHDRAWN),
        "last_day": last_day(found),
        **steps_of(found, person, office),
        **_followed(found, person, c),
        "typed": typed or {},
        "errors": errors,
        **_shared(found, c),
    }


def _shared(found: ChargeList, c: Container) -> dict[str, Any]:
    address = list_address(found, c)
    return {
        "address": address,
        "code": qr_code(address),
        "states": STATES,
        "acts": ACTS,
        "changes": CHANGES,
        "change_kinds": CHANGE_KINDS,
        "units": check_view.unit_choices(),
        "help": check_view,
        "today": local_date(c.now()),
    }


def proposed_terms(found: ChargeList, today: date) -> Terms:
    """Return terms to compare and to begin the form of a publication with."""
    told = found.source.effective_from
    tomorrow = today + timedelta(days=1)
    return Terms(
        effective_from=date.fromisoformat(told) if told else tomorrow,
        effective_to=None,
        complete=False,
        publisher="",
        where_published="",
        complaint_phone="12345",
    )


def notice_values(found: ChargeList, c: Container) -> dict[str, Any]:
    """Return what the printed notice of a published list holds, as plain JSON."""
    terms = found.terms or proposed_terms(found, local_date(c.now()))
    address = list_address(found, c)
    until = f" 至 {terms.effective_to.isoformat()}" if terms.effective_to else " 起"
    code = found.body.uscc or "—"
    return {
        "title": f"{found.body.name}收费目录清单",
        "facts": [
            ["统一社会信用代码", code],
            ["港口", found.port],
            ["版本", found.edition],
            ["执行日期", terms.effective_from.isoformat() + until],
            ["公布单位", terms.publisher],
            ["投诉电话", terms.complaint_phone],
        ],
        "headings": ["序号", "收费项目", "服务内容", "收费标准", "计价单位", "收费依据"],
        "rows": [_notice_row(n, row) for n, row in enumerate(c.lists.lists.rows(found), start=1)],
        "foot": "扫描二维码打开本清单的网页。"
        + ("目录清单之外不得收费。" if terms.complete else ""),
        "address": address,
        "qr": str(qr_code(address)),
    }


def _notice_row(number: int, row: Mapping[str, Any]) -> list[str]:
    fields = row["fields"]
    item = " ".join(filter(None, (row["item"], fields.get("sub_item", ""))))
    return [
        str(number), item, fields.get("service", ""), row["standard"], row["unit"],
        fields.get("basis", ""),
    ]  # fmt: skip


def _history(found: ChargeList, earlier: int, c: Container) -> dict[str, Any]:
    """Return the newest steps, or those kept apart that end with number `earlier`."""
    apart = min(earlier, found.earlier)
    steps = (
        c.lists.lists.earlier(found.id, before=apart, most=STEPS_A_PAGE) if apart else found.history
    )
    before = apart - STEPS_A_PAGE if apart else found.earlier
    return {"history": steps, "before": max(before, 0), "is_earlier": bool(apart)}


def _by_row(
    home: PriceList, found: ChargeList, rows: Sequence[Mapping[str, Any]]
) -> dict[int, list[PriceRow]]:
    """Return the prices by the number of their row; a row still to be read has none."""
    prices: dict[int, list[PriceRow]] = {}
    for row in home.rows:
        number = row_number(row)
        if not needs_person(rows[number - 1], number, found.typed):
            prices.setdefault(number, []).append(row)
    return prices


def _unread(found: ChargeList, rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [
        (str(n), f"{n} {row['item']}")
        for n, row in enumerate(rows, start=1)
        if needs_person(row, n, found.typed)
    ]


def _before(found: ChargeList, home: PriceList, published: Sequence[PriceList]) -> PriceList | None:
    """Return the edition before; for a list that waits, the one it would follow."""
    return edition_before(published, home) if found.terms else newest_edition(published, home)


def _difference(home: PriceList, before: PriceList | None) -> dict[str, Any]:
    if before is None:
        return {"before": None, "changes": [], "counts": {}}
    found = differences(before.rows, home.rows)
    counts = {change: sum(each.change is change for each in found) for change in Change}
    return {"before": before, "changes": found[:MOST_SHOWN], "counts": counts, "all": len(found)}


def _current(found: ChargeList, c: Container) -> PriceList | None:
    return next((each for each in c.lists.published.refresh() if each.id == found.id), None)


def _followed(found: ChargeList, person: Principal | None, c: Container) -> dict[str, Any]:
    follower = follower_of(person)
    ids = {"body": body_id(found.body), "port": port_id(found.port)}
    if follower is None:
        return {"follows": None}
    stored = {name: c.lists.followed.get(each) for name, each in ids.items()}
    return {"follows": {name: follower in each.followers for name, each in stored.items()}}
