"""A catalogue as large as a province may publish, and bills against it."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.complaints.adapters.rule_files_catalogue import load_catalogue
from services.complaints.domain.catalogue.asked import CheckLine
from services.complaints.domain.catalogue.catalogue import Catalogue, Entry
from services.complaints.domain.catalogue.price_row import PriceList, PriceRow

ROWS = 20_000
PORTS, BODIES_PER_PORT = 50, 10
UNKNOWN_ITEMS = ("夜间作业附加费", "数据服务费", "场地协调费", "疫情防控费", "查验服务费")


def big_catalogue(rows: int = ROWS) -> Catalogue:
    """Return the official catalogue with many more bodies, each with a list of its own."""
    official = load_catalogue()
    patterns = [entry for entry in official.entries if not entry.home.national]
    each = rows // (PORTS * BODIES_PER_PORT)
    lists = [
        _list_of(patterns[0].home, port, body, [p.row for p in patterns], each)
        for port in range(PORTS)
        for body in range(BODIES_PER_PORT)
    ]
    return replace(official, lists=(*official.lists, *lists))


def _list_of(
    home: PriceList, port: int, body: int, rows: Sequence[PriceRow], count: int
) -> PriceList:
    firm = f"第{port}港{body}号作业有限公司"
    start = (body * count) % len(rows)
    chosen = [rows[(start + place) % len(rows)] for place in range(count)]
    return replace(
        home,
        id=f"big-{port}-{body}",
        ports=(f"第{port}港",),
        complete=False,
        known_from=date(2019, 4, 1),
        rows=tuple(
            replace(
                row,
                id=f"big-{port}-{body}-{place}",
                body=firm,
                body_is_class=False,
                effective_from=date(2019, 4, 1),
                effective_to=None,
            )
            for place, row in enumerate(chosen)
        ),
    )


def bill_lines(catalogue: Catalogue, count: int, *, seed: int = 4) -> list[CheckLine]:
    """Return lines of which one in twenty names no item of a list and one in ten no body."""
    chance = random.Random(seed)
    entries = [entry for entry in catalogue.entries if entry.home.id.startswith("big-")]
    return [_line(chance, chance.choice(entries), place) for place in range(count)]


def _line(chance: random.Random, entry: Entry, place: int) -> CheckLine:
    row = entry.row
    unknown = place % 20 == 0
    return CheckLine(
        item=chance.choice(UNKNOWN_ITEMS) if unknown else row.sub_item or row.item,
        amount=Decimal(chance.randint(10, 900)),
        port=entry.home.ports[0],
        body=None if place % 10 == 1 else row.body,
        charged_on=date(2024, chance.randint(1, 12), chance.randint(1, 28)),
        quantity=Decimal(chance.randint(1, 5)),
        unit=None if row.unit == "unknown" else row.unit,
        container=row.container[0] if row.container else None,
        trade=row.trade[0] if row.trade else None,
        direction=row.direction[0] if row.direction else None,
        loaded=row.loaded,
    )
