"""Rows of a list as prices; editions after each other; what an edition changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.complaints.domain.catalogue.asked import CheckLine
from services.complaints.domain.catalogue.check import Finding, check_line
from services.complaints.domain.catalogue.lists.charge_list import Body, TypedPrice
from services.complaints.domain.catalogue.lists.editions import (
    edition_before,
    in_sequence,
    newest_edition,
)
from services.complaints.domain.catalogue.lists.list_difference import Change, differences
from services.complaints.domain.catalogue.lists.row_prices import (
    checkable,
    needs_person,
    price_list,
)
from services.complaints.domain.catalogue.price_row import PriceForm, PriceList
from tests.complaints import TERMINAL_NAME, rules
from tests.unit.complaints.catalogue.charge_lists import (
    NOW,
    a_list,
    a_price,
    a_row,
    a_text_row,
    terms,
)


def prices(*rows, **changes):
    return list(checkable(a_list(**changes), rows, terms()))


def home(*rows, first=date(2027, 1, 1), own_id="00aa11bb22cc33dd", **changes) -> PriceList:
    told = terms(effective_from=first, **changes)
    return price_list(a_list(id=own_id), rows, told)


def catalogue_with(*homes):
    base = rules().catalogue
    return replace(base, lists=(*base.lists, *in_sequence(homes)))


def test_a_row_of_text_is_listed_without_a_price_until_somebody_types_one():
    untyped = prices(a_row(), a_text_row())
    assert [(each.item, each.price_max) for each in untyped] == [
        ("铅封费", Decimal(5)),
        ("洗箱费", None),
    ]
    assert needs_person(a_text_row(), 2, ())
    typed = TypedPrice(
        row=2, price_min=Decimal(80), price_max=Decimal(80), unit="box", by="hanbing", at=NOW
    )
    found = prices(a_row(), a_text_row(), typed=(typed,))
    assert [(each.item, each.price_max) for each in found] == [
        ("铅封费", Decimal(5)),
        ("洗箱费", Decimal(80)),
    ]
    assert not needs_person(a_text_row(), 2, (typed,))
    assert len({each.id for each in found}) == 2


def test_a_ceiling_begins_at_nothing_and_a_floor_alone_is_no_price():
    ceiling, floor = prices(a_row(prices=[a_price(None, "9"), a_price("9", None)]))
    assert (ceiling.price_min, ceiling.price_max) == (Decimal(0), Decimal(9))
    assert (floor.price_min, floor.price_max) == (None, None)


def test_tiers_of_days_become_prices_of_their_days_and_free_ones_none():
    tiers = [
        {"from_day": 1, "to_day": 3, "price": "0"},
        {"from_day": 4, "to_day": 7, "price": "10"},
        {"from_day": 8, "to_day": None, "price": "20"},
    ]
    row = a_row("堆存费", prices=[a_price(None, None, unit="box_day", tiers=tiers, free_days=3)])
    found = prices(row)
    assert [(e.from_day, e.to_day, e.price_max) for e in found] == [
        (4, 7, Decimal(10)),
        (8, None, Decimal(20)),
    ]


def test_a_price_form_is_what_the_list_says_and_a_fixed_price_has_no_range():
    told = [a_row(fields={"form": form}) for form in ("政府定价", "政府指导价", "市场调节价", "")]
    assert [(each.price_form, each.price_form_given) for each in prices(*told)] == [
        (PriceForm.FIXED, True),
        (PriceForm.GUIDED, True),
        (PriceForm.MARKET, True),
        (PriceForm.MARKET, False),
    ]
    [ranged] = prices(a_row(fields={"form": "政府定价"}, prices=[a_price("1", "5")]))
    assert (ranged.price_form, ranged.price_form_given) == (PriceForm.GUIDED, False)


def test_a_row_keeps_its_own_days_inside_those_of_the_list():
    [row] = prices(a_row(effective_from="2026-01-01", effective_to="2027-03-31"))
    assert (row.effective_from, row.effective_to) == (date(2027, 1, 1), date(2027, 3, 31))


def test_an_older_edition_holds_until_the_day_before_the_next():
    old, new = home(a_row()), home(a_row(), first=date(2027, 7, 1), own_id="ffff")
    found = in_sequence([new, old])
    assert [(each.known_from, each.known_to) for each in found] == [
        (date(2027, 1, 1), date(2027, 6, 30)),
        (date(2027, 7, 1), None),
    ]
    assert [each.rows[0].effective_to for each in found] == [date(2027, 6, 30), None]
    assert edition_before([old, new], new) is old
    assert edition_before([old, new], old) is None


@pytest.mark.parametrize(
    ("day", "allowed"),
    [(date(2027, 2, 1), "10.00"), (date(2027, 7, 1), "14.00"), (date(2027, 6, 30), "10.00")],
)
def test_a_charge_is_checked_against_the_edition_of_its_day(day, allowed):
    old = home(a_row("铅封费"))
    new = home(a_row("铅封费", prices=[a_price("7", "7")]), first=date(2027, 7, 1), own_id="ffff")
    line = CheckLine(
        item="铅封费",
        amount=Decimal(20),
        charged_on=day,
        quantity=Decimal(2),
        unit="box",
        port="海阳港",
        body=TERMINAL_NAME,
    )
    base = rules().catalogue
    others = tuple(each for each in base.lists if each.id != "haiyang")
    found = check_line(line, replace(base, lists=(*others, *in_sequence((old, new)))))
    assert (found.finding, str(found.allowed)) == (Finding.ABOVE, allowed)


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        (TERMINAL_NAME, Finding.NOT_LISTED),
        ("海阳汐岸国际货运代理有限公司", Finding.NEEDS_OFFICER),
        (None, Finding.NEEDS_OFFICER),
    ],
)
def test_a_complete_list_of_one_body_says_nothing_of_another(body, finding):
    base = rules().catalogue
    others = tuple(each for each in base.lists if each.id != "haiyang")
    mine = home(a_row("铅封费"), complete=True)
    line = CheckLine(
        item="夜间照明费",
        amount=Decimal(20),
        charged_on=date(2027, 2, 1),
        port="海阳港",
        body=body,
    )
    assert check_line(line, replace(base, lists=(*others, mine))).finding is finding


def test_a_new_edition_tells_what_is_added_gone_dearer_and_cheaper():
    before = prices(
        a_row("铅封费"),
        a_row("洗箱费", prices=[a_price("80", "80")]),
        a_row("过磅费", prices=[a_price("30", "30")]),
        a_row("堆存费", prices=[a_price("10", "20")]),
        a_row("条形码费"),
    )
    after = prices(
        a_row("铅封费"),
        a_row("洗箱费", prices=[a_price("100", "100")]),
        a_row("过磅费", prices=[a_price("15", "15")]),
        a_row("堆存费", prices=[a_price("5", "25")]),
        a_row("单证费"),
    )
    found = differences(before, after)
    told = [
        (e.change, row.item, e.percent) for e in found if (row := e.after or e.before) is not None
    ]
    assert told == [
        (Change.DEARER, "洗箱费", Decimal("25.0")),
        (Change.CHEAPER, "过磅费", Decimal("-50.0")),
        (Change.OTHER, "堆存费", None),
        (Change.ADDED, "单证费", None),
        (Change.REMOVED, "条形码费", None),
    ]


def test_fewer_free_days_or_a_higher_minimum_is_dearer():
    before = prices(a_row("堆存费", prices=[a_price(free_days=7)]), a_row("过磅费"))
    least = {"amount": "50", "unit": ""}
    after = prices(
        a_row("堆存费", prices=[a_price(free_days=4)]),
        a_row("过磅费", prices=[a_price(minimum=least)]),
    )
    assert [each.change for each in differences(before, after)] == [Change.DEARER] * 2


ROWS = st.lists(
    st.builds(
        lambda item, low, more: a_row(item, prices=[a_price(str(low), str(low + more))]),
        st.sampled_from(["铅封费", "洗箱费", "过磅费", "堆存费"]),
        st.integers(1, 20),
        st.integers(0, 5),
    ),
    max_size=6,
)
BACK = {
    Change.ADDED: Change.REMOVED,
    Change.REMOVED: Change.ADDED,
    Change.DEARER: Change.CHEAPER,
    Change.CHEAPER: Change.DEARER,
    Change.OTHER: Change.OTHER,
}


@settings(deadline=None)
@given(before=ROWS, after=ROWS)
def test_the_way_back_undoes_every_change(before, after):
    there = differences(prices(*before), prices(*after))
    back = differences(prices(*after), prices(*before))
    assert sorted(BACK[each.change] for each in there) == sorted(each.change for each in back)
    assert differences(prices(*before), prices(*before)) == ()


CODE = "91370687300000010P"


def edition(body, first, own_id):
    told = terms(effective_from=first)
    return price_list(a_list(id=own_id, body=Body(name=body[0], uscc=body[1])), [a_row()], told)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("甲（港务）", CODE), ("甲(港务)有限公司", CODE), True),
        (("甲港务", CODE), ("甲港口", CODE), True),
        (("甲（港务）", None), ("甲(港务)有限公司", None), True),
        (("甲港务", None), ("甲港务有限公司", CODE), True),
        (("甲港务", CODE), ("甲港务", "91370687300000020X"), False),
        (("甲港务", None), ("乙港务", None), False),
    ],
)
def test_editions_of_one_body_follow_each_other_by_its_code_else_by_its_plain_name(
    one, other, same
):
    old = edition(one, date(2025, 1, 1), "aaaa")
    new = edition(other, date(2026, 1, 1), "bbbb")
    ends = {each.id: each.known_to for each in in_sequence([new, old])}
    assert ends == {"aaaa": date(2025, 12, 31) if same else None, "bbbb": None}
    assert edition_before([old, new], new) is (old if same else None)
    assert newest_edition([old], new) is (old if same else None)
