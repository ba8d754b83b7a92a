from datetime import UTC, datetime, timedelta
from decimal import Decimal
from statistics import fmean

from hypothesis import given
from hypothesis import strategies as st

from services.complaints.adapters.rule_files_clearance import load_clearance
from services.complaints.domain.commitments.clearance import (
    Declaration,
    at_rank,
    clearance_figures,
)

RULES = load_clearance()
NOW = datetime(2026, 11, 28, tzinfo=UTC)
ARRIVED = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)


def declaration(number, hours, **more):
    nodes = {
        "ship_arrival": ARRIVED,
        "declaration": ARRIVED + timedelta(hours=1),
        "release": ARRIVED + timedelta(hours=hours),
    }
    told = {"direction": "import", "office": "海阳海关", "mode": "提前申报", "nodes": nodes}
    return Declaration(number=str(number), **{**told, **more})


def figures(*declarations):
    return clearance_figures(declarations, RULES, now=NOW)


def test_median_and_ninetieth_percentile_are_by_nearest_rank():
    found = figures(*(declaration(n, n) for n in range(1, 11)))
    overall = next(each for each in found.figures if each.by == "overall")
    assert (overall.median, overall.p90, overall.mean) == (
        Decimal("5.00"), Decimal("9.00"), Decimal("5.50"),
    )  # fmt: skip


def test_figures_are_told_by_month_office_mode_and_step():
    found = figures(declaration(1, 10), declaration(2, 20, office="烟台海关", mode="一般"))
    groups = {(each.by, each.group): each.mean for each in found.figures}
    assert groups["month", "2026-10"] == Decimal("15.00")
    assert groups["office", "烟台海关"] == Decimal("20.00")
    assert groups["mode", "提前申报"] == Decimal("10.00")
    assert groups["node", "ship_arrival>declaration"] == Decimal("1.00")
    assert groups["node", "declaration>release"] == Decimal("14.00")


def test_export_is_taken_from_the_declaration_and_kept_apart():
    found = figures(declaration(1, 10), declaration(2, 6, direction="export"))
    overall = {each.direction: each.mean for each in found.figures if each.by == "overall"}
    assert overall == {"import": Decimal("10.00"), "export": Decimal("5.00")}
    steps = {
        each.group for each in found.figures if (each.direction, each.by) == ("export", "node")
    }
    assert steps == {"declaration>release"}


def test_a_declaration_that_is_not_released_is_left_out_and_counted():
    waiting = declaration(2, 5, nodes={"ship_arrival": ARRIVED})
    found = figures(declaration(1, 10), waiting)
    assert (found.count, found.left_out) == (2, 1)


def test_the_month_is_that_of_the_end_at_eight_hours_east():
    late = {"ship_arrival": ARRIVED, "release": datetime(2026, 10, 31, 16, 30, tzinfo=UTC)}
    found = figures(declaration(1, 1, nodes=late))
    assert [each.group for each in found.figures if each.by == "month"] == ["2026-11"]


def test_what_lies_far_above_the_others_is_an_outlier():
    usual = [declaration(n, 10 + n % 4) for n in range(1, 41)]
    found = figures(*usual, declaration(99, 200))
    assert [(each.number, each.hours) for each in found.outliers] == [("99", Decimal(200))]
    assert figures(*usual).outliers == ()


def test_nothing_gives_no_figures():
    assert figures().figures == ()


@given(st.lists(st.integers(1, 500), min_size=1, max_size=60), st.randoms())
def test_order_changes_nothing_and_the_figures_lie_between_the_ends(hours, random):
    declarations = [declaration(n, each) for n, each in enumerate(hours)]
    found = figures(*declarations)
    random.shuffle(declarations)
    assert figures(*declarations).figures == found.figures
    overall = next(each for each in found.figures if each.by == "overall")
    assert min(hours) <= overall.median <= overall.p90 <= max(hours)
    assert abs(float(overall.mean) - fmean(hours)) <= 0.006


@given(st.lists(st.integers(0, 1000), min_size=1), st.sampled_from(["0.25", "0.5", "0.9"]))
def test_at_least_the_share_does_not_exceed_the_value_at_its_rank(values, share):
    ordered = sorted(Decimal(each) for each in values)
    value = at_rank(ordered, Decimal(share))
    assert sum(each <= value for each in ordered) >= Decimal(share) * len(ordered)
    assert sum(each < value for each in ordered) < Decimal(share) * len(ordered)
