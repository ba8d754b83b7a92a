"""Each promise of 海政办发〔2020〕14号, by the notice's own words."""

import pytest

from tests.unit.complaints.commitments.asking import answer, found

KEPT = ("kept", "kept", None)
READY = {"releasable": True}


def declared_and_processed(declared, processed, **more):
    return found("haiyang/8", ("declared", declared), ("processed", processed), **more)


def assigned_and_inspected(assigned, inspected, **more):
    return found("haiyang/8#2", ("派单查验", assigned), ("开始查验", inspected), **more)


@pytest.mark.parametrize("processed", ["2026-08-03T10:21", "2026-08-03T23:59", "2026-08-03"])
def test_a_releasable_declaration_is_processed_the_same_day(processed):
    assert declared_and_processed("2026-08-03T10:20", processed, conditions=READY) == KEPT


@pytest.mark.parametrize(
    ("processed", "days"),
    [("2026-08-04T00:00", "1 days"), ("2026-08-05T09:00", "2 days"), ("2026-08-04", "1 days")],
)
def test_the_next_day_is_too_late_for_a_releasable_declaration(processed, days):
    finding = declared_and_processed("2026-08-03T10:20", processed, conditions=READY)
    assert finding == ("broken", "broken", days)


def test_a_declaration_that_could_not_be_released_is_not_promised_anything():
    finding = declared_and_processed(
        "2026-08-03T10:20", "2026-08-09T10:00", conditions={"releasable": False}
    )
    assert finding == ("cannot_tell", "not_covered", None)


def test_whether_it_could_be_released_is_for_the_customs_to_prove():
    told = answer("haiyang/8", ("declared", "2026-08-03T10:20"), ("processed", "2026-08-05T10:00"))
    assert (told["finding"], told["why"]) == ("cannot_tell", "missing_condition")
    assert told["missing"][0]["id"] == "releasable"
    assert told["missing"][0]["proved_by"] == {"zh": "海阳海关", "en": "Haiyang Customs"}


def test_goods_that_left_the_same_day_had_been_processed_by_then():
    told = ("declared", "2026-08-03T10:20"), ("gate_out", "2026-08-03T17:00")
    assert found("haiyang/8", *told) == KEPT
    later = ("declared", "2026-08-03T10:20"), ("gate_out", "2026-08-04T17:00")
    assert found("haiyang/8", *later)[1] == "missing_event"


@pytest.mark.parametrize("assigned", ["2026-08-03T08:00", "2026-08-03T13:30", "2026-08-03T16:59"])
def test_what_is_assigned_on_a_day_is_inspected_that_day_at_whatever_hour(assigned):
    assert assigned_and_inspected(assigned, "2026-08-03T20:00") == KEPT
    assert assigned_and_inspected(assigned, "2026-08-04T08:30")[::2] == ("broken", "1 days")


def test_an_inspection_that_was_only_completed_the_same_day_had_begun_by_then():
    told = ("inspection_assigned", "2026-08-03T15:00"), ("inspection_done", "2026-08-03T18:00")
    assert found("haiyang/8#2", *told) == KEPT


def test_what_had_not_begun_the_next_morning_is_too_late_already():
    told = answer(
        "haiyang/8#2",
        ("inspection_assigned", "2026-08-03T09:00"),
        ("inspection_started", "!2026-08-04T09:00"),
    )
    assert told["finding"] == "broken"
    assert told["by"] == {"value": "1", "unit": "days", "at_least": True}


def test_what_had_not_begun_in_the_afternoon_may_still_be_begun():
    assert assigned_and_inspected("2026-08-03T09:00", "!2026-08-03T16:00")[1] == "not_over_yet"


def test_an_evening_or_a_rest_day_is_late_only_under_every_reading():
    evening, saturday = "2026-08-03T22:10", "2026-08-01T10:00"
    assert assigned_and_inspected(evening, "2026-08-04T09:00")[1] == "outside_hours"
    assert assigned_and_inspected(saturday, "2026-08-03T09:00")[1] == "outside_hours"
    assert assigned_and_inspected(saturday, "2026-08-04T09:00")[::2] == ("broken", "1 days")
    assert assigned_and_inspected(evening, "2026-08-05T09:00")[::2] == ("broken", "1 days")


def test_a_made_up_saturday_is_an_ordinary_day():
    assert assigned_and_inspected("2026-10-10T10:00", "2026-10-11T09:00")[0] == "broken"


def test_days_alone_are_enough_where_the_hour_changes_nothing():
    assert assigned_and_inspected("2026-08-03", "2026-08-03") == KEPT
    assert assigned_and_inspected("2026-08-03", "2026-08-04")[1] == "time_needed"
    assert assigned_and_inspected("2026-08-03", "2026-08-05")[0] == "broken"


@pytest.mark.parametrize(("visits", "finding"), [(1, KEPT), (2, ("broken", "broken", "1 visits"))])
def test_a_ship_is_cleared_with_one_visit_at_most(visits, finding):
    told = [("visit", f"2026-08-0{day}T09:00") for day in range(1, visits + 1)]
    told_apart = [{"event": name, "at": at, "ref": "入境"} for name, at in told]
    assert found("haiyang/11", events=told_apart) == finding
    assert found("haiyang/11", values={"value": visits, "on": "2026-08-02"}) == finding


def test_an_entry_and_an_exit_are_counted_apart():
    visits = [
        {"event": "visit", "at": f"2026-08-0{day}T09:00", "ref": ref}
        for day, ref in enumerate(("入境", "出境"), start=1)
    ]
    assert found("haiyang/11", events=visits) == KEPT
    again = {"event": "visit", "at": "2026-08-03T09:00", "ref": "出境"}
    assert found("haiyang/11", events=[*visits, again]) == ("broken", "broken", "1 visits")


@pytest.mark.parametrize("refs", [("", ""), ("入境", "")])
def test_visits_nobody_says_what_for_accuse_nobody(refs):
    visits = [
        {"event": "visit", "at": f"2026-08-0{day}T09:00", "ref": ref}
        for day, ref in enumerate(refs, start=1)
    ]
    told = answer("haiyang/11", events=visits)
    assert (told["finding"], told["missing"][0]["id"]) == ("cannot_tell", "ref")


@pytest.mark.parametrize(
    ("measure", "values"),
    [
        ("haiyang/20", {"value": 51, "base": 100}),
        ("jiaxing/T-5", {"value": 49}),
        ("haiyang/11", {"value": 2}),
        ("haiyang/20#2", {"mailbox": False}),
    ],
)
def test_a_figure_without_a_day_accuses_nobody(measure, values):
    told = answer(measure, values=values)
    assert (told["finding"], told["why"]) == ("cannot_tell", "missing_figure")
    assert [each["id"] for each in told["missing"]] == ["on"]
    assert answer(measure, values={**values, "on": "2026-08-01"})["finding"] == "broken"


@pytest.mark.parametrize(
    ("value", "on", "finding"),
    [
        ("48.2", "2022-01-01", KEPT),
        ("48.3", "2022-01-01", ("broken", "broken", "0.1037 percent")),
        ("90", "2021-12-31", ("cannot_tell", "not_due", None)),
        ("40", "2021-06-30", KEPT),
    ],
)
def test_clearance_takes_half_of_2017_by_the_end_of_2021(value, on, finding):
    assert found("haiyang/20", values={"base": "96.4", "value": value, "on": on}) == finding


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ({"mailbox": True, "phone": True}, KEPT),
        ({"mailbox": True, "phone": False}, ("broken", "broken", "1 parts")),
        ({"mailbox": True}, ("cannot_tell", "missing_figure", None)),
    ],
)
def test_the_port_has_a_mailbox_and_a_telephone_for_complaints(values, finding):
    assert found("haiyang/20#2", values={**values, "on": "2026-08-01"}) == finding


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ({"part": 95, "whole": 100, "excepted": 5}, KEPT),
        ({"part": 95, "whole": 100}, ("broken", "broken", "5 percent")),
        ({"value": "100%"}, KEPT),
        ({"part": 0, "whole": 0}, ("cannot_tell", "missing_figure", None)),
    ],
)
def test_all_certificates_but_the_special_cases_are_applied_for_online(values, finding):
    assert found("haiyang/1", values={**values, "on": "2021-01-01"}) == finding


def test_all_charges_are_published_and_none_outside_the_catalogue():
    assert found("haiyang/16", values={"part": 41, "whole": 50, "on": "2026-08-01"}) == (
        "broken",
        "broken",
        "18 percent",
    )
    assert found("haiyang/16#2", values={"value": 0}) == KEPT
    outside = {"value": 3, "on": "2026-08-01"}
    assert found("haiyang/16#2", values=outside) == ("broken", "broken", "3 items")


@pytest.mark.parametrize("measure", ["haiyang/7", "haiyang/15"])
def test_words_without_a_number_cannot_be_checked(measure):
    assert found(measure) == ("cannot_tell", "no_number", None)


def test_what_happened_before_the_notice_was_not_promised():
    assert assigned_and_inspected("2020-10-30T09:00", "2020-11-01T09:00")[1] == "not_in_force"
