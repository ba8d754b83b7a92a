"""Every official row of the real list, where that list is at hand (SHARED_REFERENCE)."""

import csv
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from services.complaints.domain.catalogue.check import CheckLine, Finding, check_line
from tests.unit.complaints.catalogue.lines import official

REAL = Path(os.environ.get("SHARED_REFERENCE", "reference")) / "fee_catalogue_real.csv"
UNITS = {"元/箱": "box", "元/柜": "box", "元/UNIT": "box", "元/箱/次": "box", "元/票": "ticket",
         "元/航次": "call", "元/吨": "ton"}  # fmt: skip
TRADES = {"外贸": "foreign", "内贸": "domestic", "中转": "transit"}

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not REAL.is_file(), reason="the real catalogue is not at hand"),
]


def rows():
    with REAL.open(encoding="utf-8-sig") as file:
        every = list(csv.DictReader(file))
    return [row for row in every if row["quality"] in ("A", "N")]


def line_of(row, factor):
    national = row["port"].startswith("全国")
    fixed = row["item"] == "货物港务费"
    return CheckLine(
        item=row["item"] if fixed else row["sub_item"] or row["item"],
        amount=(Decimal(row["price_max"]) * 2 * factor).quantize(Decimal("0.01")),
        port="青岛港" if national else row["port"],
        charged_on=date.fromisoformat(row["effective_from"] or "2022-01-01"),
        quantity=Decimal(2),
        unit=UNITS[row["unit"]],
        container=row["container"][:2] or None,
        trade=TRADES.get(row["trade"]),
        direction={"进口": "import", "出口": "export"}.get(row["direction"]),
        loaded={"重": True, "空": False}.get(row["container"][4:5]),
        cargo="reefer" if "冷藏" in row["sub_item"] else None,
    )


def test_every_official_row_is_loaded():
    loaded = {(each.row.item, each.row.sub_item, each.row.price_max) for each in official().entries}
    for row in rows():
        assert (row["item"], row["sub_item"], Decimal(row["price_max"])) in loaded


@pytest.mark.parametrize(
    ("factor", "allowed"),
    [
        (Decimal(1), {Finding.WITHIN, Finding.NEEDS_OFFICER}),
        (Decimal(2), {Finding.ABOVE, Finding.NEEDS_OFFICER}),
    ],
)
def test_the_published_price_is_right_and_twice_of_it_is_not(factor, allowed):
    counted = [row for row in rows() if row["unit"] in UNITS and Decimal(row["price_max"]) > 0]
    found = [check_line(line_of(row, factor), official()).finding for row in counted]
    assert set(found) <= allowed
    assert found.count(Finding.NEEDS_OFFICER) < len(found) / 6
