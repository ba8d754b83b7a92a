from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.complaints.domain.catalogue.check import CheckLine, Finding, check_line
from services.complaints.domain.catalogue.facts import BERTHS, NO_FACTS, SHIP_TYPES, Facts
from tests.unit.complaints.catalogue.lines import official, with_samples

pytestmark = pytest.mark.slow

ACCUSING = {Finding.ABOVE, Finding.BELOW_FIXED, Finding.NOT_LISTED, Finding.CANCELLED}
ITEMS = sorted(
    {name for each in with_samples().entries for name in (each.row.item, each.row.sub_item) if name}
)
some_facts = st.builds(
    Facts,
    net_tons=st.none() | st.sampled_from([Decimal(each) for each in (0, 800, 10_000, 150_000)]),
    gross_tons=st.none() | st.just(Decimal(20_000)),
    ship_length_m=st.none() | st.decimals("50", "400", places=1),
    ship_type=st.sampled_from([None, *SHIP_TYPES]),
    nautical_miles=st.none() | st.sampled_from([Decimal(8), Decimal(30)]),
    berth=st.sampled_from([None, *BERTHS]),
    days=st.none() | st.integers(1, 30).map(Decimal),
    hours=st.none() | st.decimals("0.1", "60", places=1),
    weight_t=st.none() | st.just(Decimal(4)),
    volume_m3=st.none() | st.just(Decimal(6)),
    container_type=st.sampled_from([None, "GP", "HQ"]),
    dangerous_class=st.sampled_from([None, "1", "3"]),
)
UNITS = [None, "box", "ton", "call", "ticket", "piece", "box_day", "nt", "day", "nt_day"]
amounts = st.decimals("0", "2000", places=2)
lines = st.builds(
    CheckLine,
    item=st.sampled_from([*ITEMS, "夜间作业附加费", "港建费", "查验服务费", "海运费"]),
    amount=amounts,
    port=st.sampled_from([None, "武汉新港", "岳阳城陵矶港", "广州港南沙港区", "海阳港", "青岛港"]),
    body=st.sampled_from([None, "船公司", "理货公司", "岳阳市海仑国际物流发展有限公司"]),
    charged_on=st.none() | st.dates(date(2018, 1, 1), date(2026, 11, 23)),
    quantity=st.none() | st.sampled_from([Decimal(1), Decimal(3), Decimal("2.5")]),
    unit=st.sampled_from(UNITS),
    container=st.sampled_from([None, "20", "40", "45"]),
    trade=st.sampled_from([None, "foreign", "domestic", "transit"]),
    direction=st.sampled_from([None, "import", "export"]),
    loaded=st.sampled_from([None, True, False]),
    cargo=st.sampled_from([None, "general", "dangerous", "reefer"]),
    facts=st.just(NO_FACTS) | some_facts,
)
catalogues = st.sampled_from([official, with_samples])


@given(lines, catalogues)
@settings(deadline=None)
def test_amounts_fit_the_finding(line, catalogue):
    found = check_line(line, catalogue())
    if found.finding is Finding.NEEDS_OFFICER:
        assert (found.over, found.violation) == (None, None)
        return
    assert found.allowed is not None
    assert found.over is not None
    assert found.over >= 0
    assert (found.violation is None) == (found.finding is Finding.WITHIN)


@given(lines, catalogues)
@settings(deadline=None)
def test_only_above_and_outside_owe_something(line, catalogue):
    found = check_line(line, catalogue())
    if found.finding is Finding.ABOVE:
        assert found.over == line.amount - found.allowed > Decimal("0.01")
    elif found.finding in (Finding.NOT_LISTED, Finding.CANCELLED):
        assert found.over == line.amount
    else:
        assert found.over in (None, Decimal("0.00"))


@given(lines, catalogues)
@settings(deadline=None)
def test_every_row_agrees_with_within_and_above(line, catalogue):
    found = check_line(line, catalogue())
    allowed = [row.allowed for row in found.rows if row.allowed is not None]
    if found.finding is Finding.WITHIN:
        assert all(line.amount <= each + Decimal("0.01") for each in allowed)
    if found.finding is Finding.ABOVE:
        assert all(line.amount > each for each in allowed)
        assert found.allowed == max(allowed)


@given(lines, amounts, catalogues)
@settings(deadline=None)
def test_charging_more_never_makes_it_right(line, more, catalogue):
    low = check_line(line, catalogue())
    high = check_line(replace(line, amount=line.amount + more), catalogue())
    if low.finding is Finding.ABOVE:
        assert high.finding is Finding.ABOVE
        assert high.over == low.over + more
    if low.finding is Finding.WITHIN:
        assert high.finding is not Finding.BELOW_FIXED


@given(
    lines, st.sampled_from(["trade", "direction", "container", "loaded", "quantity"]), catalogues
)
def test_what_is_not_known_never_turns_into_another_finding(line, key, catalogue):
    full = check_line(line, catalogue())
    less = check_line(replace(line, **{key: None}), catalogue())
    if full.finding is Finding.WITHIN:
        assert less.finding in (Finding.WITHIN, Finding.NEEDS_OFFICER)
    if full.finding is Finding.NEEDS_OFFICER and full.rows and key != "quantity":
        known = {row.id for row in full.rows if row.how != "similar"}
        assert less.finding is not Finding.NOT_LISTED
        assert less.finding not in ACCUSING or not known & {row.id for row in less.rows}


@given(lines, st.randoms(use_true_random=False), catalogues)
@settings(max_examples=30, deadline=None)
def test_the_order_of_rows_does_not_matter(line, random, catalogue):
    loaded = catalogue()
    lists = [replace(each, rows=_shuffled(each.rows, random)) for each in loaded.lists]
    other = replace(loaded, lists=_shuffled(lists, random))
    one, two = check_line(line, loaded), check_line(line, other)
    assert (one.finding, one.allowed, one.over, one.violation) == (
        two.finding, two.allowed, two.over, two.violation,
    )  # fmt: skip


@given(lines)
@settings(deadline=None)
def test_samples_never_change_what_official_ports_are_told(line):
    if line.port == "海阳港" or line.port is None:
        return
    one, two = check_line(line, official()), check_line(line, with_samples())
    assert (one.finding, one.over) == (two.finding, two.over)


@given(lines, st.integers(1, 400), catalogues)
@settings(deadline=None)
def test_no_row_speaks_outside_its_days(line, days, catalogue):
    day = line.charged_on or date(2020, 1, 1)
    moved = replace(line, charged_on=day - timedelta(days=days))
    found = check_line(moved, catalogue())
    if found.finding in (Finding.WITHIN, Finding.ABOVE, Finding.BELOW_FIXED):
        assert all(row.effective_from <= moved.charged_on for row in found.rows)
        assert all(
            row.effective_to is None or moved.charged_on <= row.effective_to for row in found.rows
        )


def test_every_condition_of_a_line_is_drawn():
    drawn = {"item", "amount", "port", "body", "charged_on", "quantity", "unit", "container"}
    assert {each.name for each in fields(CheckLine)} == drawn | {
        "trade", "direction", "loaded", "cargo", "facts",
    }  # fmt: skip


def _shuffled(rows, random):
    return tuple(random.sample(list(rows), len(rows)))


FACTS = (
    "net_tons", "ship_length_m", "ship_type", "nautical_miles", "berth", "days", "hours",
    "weight_t", "volume_m3", "container_type", "dangerous_class",
)  # fmt: skip


@given(lines, st.sampled_from(FACTS), catalogues)
@settings(deadline=None, max_examples=300)
def test_a_fact_more_never_turns_right_into_wrong(line, key, catalogue):
    more = check_line(line, catalogue())
    less = check_line(replace(line, facts=replace(line.facts, **{key: None})), catalogue())
    if key == "dangerous_class":
        return
    if less.finding is Finding.WITHIN:
        assert more.finding not in ACCUSING
    if less.finding is Finding.ABOVE:
        assert more.finding is not Finding.WITHIN
