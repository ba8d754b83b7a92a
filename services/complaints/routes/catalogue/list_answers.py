"""Lists of charges as the JSON API answers them."""

from collections.abc import Sequence
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.catalogue.lists.charge_list import Act, ChargeList
from services.complaints.domain.catalogue.lists.editions import (
    edition_before,
    follows,
    newest_edition,
)
from services.complaints.domain.catalogue.lists.list_difference import Change, differences
from services.complaints.domain.catalogue.lists.row_prices import needs_person, price_list
from services.complaints.domain.catalogue.price_row import PriceList, PriceRow
from services.complaints.routes.catalogue.list_view import list_address, proposed_terms
from shared.clock import local_date


def list_answer(found: ChargeList, c: Container) -> dict[str, Any]:
    """Return a list without its history: who did what inside is not told."""
    withdrawn = found.last(Act.WITHDRAWN)
    rows = c.lists.lists.rows(found)
    return {
        "id": found.id,
        "version": found.version,
        "city": found.city,
        "port": found.port,
        "body": found.body,
        "edition": found.edition,
        "state": found.state.value,
        "rows": found.source.rows,
        "unread": sum(needs_person(row, n, found.typed) for n, row in enumerate(rows, start=1)),
        "terms": found.terms,
        "published_at": found.published_at,
        "withdrawn_at": withdrawn.at if withdrawn else None,
        "withdrawn_for": withdrawn.words if withdrawn else "",
        "address": list_address(found, c),
    }


def versions_answer(found: ChargeList, published: Sequence[PriceList]) -> dict[str, Any]:
    """Return the editions of the same body at the same port, the newest first."""
    same = [
        each
        for each in published
        if follows(each, body=found.body.name, uscc=found.body.uscc, ports=(found.port,))
    ]
    return {
        "versions": [
            {
                "id": each.id,
                "edition": each.edition,
                "effective_from": each.known_from,
                "effective_to": each.known_to,
                "complete": each.complete,
            }
            for each in sorted(same, key=lambda each: each.known_from, reverse=True)
        ]
    }


def difference_answer(found: ChargeList, c: Container) -> dict[str, Any]:
    """Return what a list changes; a draft is compared with what it would follow."""
    terms = found.terms or proposed_terms(found, local_date(c.now()))
    home = price_list(found, c.lists.lists.rows(found), terms)
    published = c.lists.published.refresh()
    before = edition_before(published, home) if found.terms else newest_edition(published, home)
    if before is None:
        return {"before": None, "counts": {}, "changes": []}
    changes = differences(before.rows, home.rows)
    return {
        "before": before.id,
        "counts": {kind.value: sum(each.change is kind for each in changes) for kind in Change},
        "changes": [
            {
                "change": each.change.value,
                "percent": None if each.percent is None else f"{each.percent:f}",
                "before": _price(each.before),
                "after": _price(each.after),
            }
            for each in changes
        ],
    }


def _price(row: PriceRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    keys = ("item", "sub_item", "unit", "price_min", "price_max")
    return {"row": row.id, **{key: getattr(row, key) for key in keys}}
