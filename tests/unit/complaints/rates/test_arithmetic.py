"""How ships, days, hours, tons and boxes are counted; source: domain.md B3."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.domain.rates.bands import Band, slices
from services.complaints.domain.rates.box_volume import nearest_box, volume_ratio
from services.complaints.domain.rates.cargo_tons import freight_tons
from services.complaints.domain.rates.day_tiers import (
    DayTier,
    ends_before,
    leaves_no_gap,
    tier_charge,
)
from services.complaints.domain.rates.durations import (
    calendar_days,
    charged_days,
    charged_hours,
)
from services.complaints.domain.rates.ship_tons import ship_tons
from services.complaints.domain.rates.span import from_below, only, round_half_up

BANDS = [
    Band(above=Decimal(0), to=Decimal(40_000), price=Decimal("0.45")),
    Band(above=Decimal(40_000), to=Decimal(80_000), price=Decimal("0.40")),
    Band(above=Decimal(80_000), to=None, price=Decimal("0.375")),
]
# 洋山港区 2007-12: a loaded ordinary 40-foot box; 武汉新港: detention of a 20-foot one
YANGSHAN = [
    DayTier(first=1, last=4, price=Decimal(0)),
    DayTier(first=5, last=15, price=Decimal(8)),
    DayTier(first=16, last=20, price=Decimal(10)),
    DayTier(first=21, last=None, price=Decimal(12)),
]
WUHAN = [
    DayTier(first=1, last=7, price=Decimal(0)),
    DayTier(first=8, last=14, price=Decimal(85)),
    DayTier(first=15, last=21, price=Decimal(170)),
    DayTier(first=22, last=None, price=Decimal(340)),
]
tons = st.decimals("0", "300000", places=2)


def band_charge(bands: Sequence[Band], tons: Decimal) -> Decimal:
    """Return what a ship of so many tons pays, band by band, CNY."""
    return sum((each.amount for each in slices(bands, tons)), Decimal(0))


@pytest.mark.parametrize(
    ("net", "gross", "deadweight", "expected"),
    [
        ("0.4", None, None, only(Decimal(1))),
        ("10000", "20000", None, only(Decimal(10_000))),
        ("0", "20000", None, only(Decimal(20_000))),
        ("0", "0", "900", only(Decimal(900))),
        ("0", "0", "0", only(Decimal(500))),
        ("0", None, None, from_below(Decimal(1))),
        (None, "20000", "30000", from_below(Decimal(1))),
    ],
)
def test_a_ship_counts_by_net_then_gross_then_deadweight_tons(net, gross, deadweight, expected):
    given_tons = [None if each is None else Decimal(each) for each in (net, gross, deadweight)]
    assert ship_tons(*given_tons) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [("0.1", "1"), ("1", "1"), ("1.2", "1.5"), ("1.5", "1.5"), ("1.51", "2"), ("2", "2"),
     ("2.5001", "3"), ("47.75", "48")],
)  # fmt: skip
def test_a_begun_half_hour_counts(hours, expected):
    assert charged_hours(Decimal(hours)) == Decimal(expected)


def test_a_part_of_a_day_is_a_day():
    assert calendar_days(date(2024, 2, 28), date(2024, 3, 1)) == 3
    assert calendar_days(date(2024, 6, 1), date(2024, 6, 1)) == 1
    assert charged_days(Decimal("2.1")) == 3
    assert charged_days(Decimal("0.2")) == 1


@pytest.mark.parametrize(
    ("days", "each"),
    [(1, "0"), (4, "0"), (5, "8"), (15, "88"), (16, "98"), (20, "138"), (21, "150"), (30, "258")],
)
def test_storage_at_yangshan(days, each):
    assert tier_charge(YANGSHAN, days) == Decimal(each)


@pytest.mark.parametrize(
    ("days", "each"), [(7, "0"), (8, "85"), (14, "595"), (15, "765"), (21, "1785"), (22, "2125")]
)
def test_detention_at_wuhan(days, each):
    assert tier_charge(WUHAN, days) == Decimal(each)


@given(st.integers(1, 400), st.sampled_from([YANGSHAN, WUHAN]))
def test_tiers_sum_what_each_day_costs(days, tiers):
    def price_of(day):
        return next(t.price for t in tiers if t.first <= day and (t.last is None or day <= t.last))

    assert tier_charge(tiers, days) == sum(price_of(day) for day in range(1, days + 1))


def test_tiers_with_a_gap_or_an_end_are_seen():
    assert leaves_no_gap(YANGSHAN)
    assert not leaves_no_gap([YANGSHAN[0], YANGSHAN[2]])
    assert ends_before(YANGSHAN[:2], 16)
    assert not ends_before(YANGSHAN[:2], 15)


@given(tons, tons)
def test_bands_rise_with_the_ship(one, other):
    low, high = sorted((one, other))
    assert band_charge(BANDS, low) <= band_charge(BANDS, high)


@given(tons)
def test_bands_have_no_jump(ship):
    step = Decimal("0.01")
    rise = band_charge(BANDS, ship + step) - band_charge(BANDS, ship)
    assert Decimal("0.375") * step <= rise <= Decimal("0.45") * step


def test_bands_meet_the_ceiling():
    assert band_charge(BANDS, Decimal(120_000)) == 49_000


@given(st.decimals("0.01", "500", places=2))
def test_hours_never_count_less_than_they_are(hours):
    counted = charged_hours(hours)
    assert hours <= counted < hours + 1
    assert counted % Decimal("0.5") == 0


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 300), st.integers(0, 300))
def test_days_add_up(first, one, two):
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=two)
    assert calendar_days(first, last) == calendar_days(first, middle) + two


@pytest.mark.parametrize(
    ("weight", "volume", "billed", "expected"),
    [
        ("12", "10", None, only(Decimal(12))),
        ("10", "12.5", "10", only(Decimal("12.5"))),
        (None, "12", "10", from_below(Decimal(12))),
        (None, None, "10", from_below(Decimal(10))),
        (None, None, None, from_below(Decimal(0))),
    ],
)
def test_cargo_counts_by_weight_or_measure(weight, volume, billed, expected):
    told = [None if each is None else Decimal(each) for each in (weight, volume, billed)]
    assert freight_tons(*told) == expected


def test_a_box_that_no_list_names_goes_by_the_nearest_one():
    listed = {"20": Decimal("33.2"), "40": Decimal("67.7")}
    assert nearest_box(Decimal(86), listed) == "40"
    assert nearest_box(Decimal(40), listed) == "20"
    assert volume_ratio(Decimal("86"), Decimal("67.7")) > 1


@pytest.mark.parametrize(
    ("amount", "expected"), [("0.005", "0.01"), ("0.0049", "0.00"), ("2.675", "2.68")]
)
def test_money_is_rounded_half_up(amount, expected):
    assert str(round_half_up(Decimal(amount))) == expected
