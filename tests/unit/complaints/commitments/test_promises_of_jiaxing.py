"""Each promise of 嘉政办发〔2018〕62号, by the notice's own words."""

import pytest

from tests.unit.complaints.commitments.asking import answer, found

KEPT = ("kept", "kept", None)


def ordered_and_done(ordered, done, **more):
    told = ("布控查验", ordered), ("完成查验", done)
    return found("jiaxing/2-7#2", *told, **more)


def tallied(unloaded, sent):
    return found("jiaxing/2-6", ("卸船完毕", unloaded), ("理货报告发送", sent))


def noticed(ordered, sent):
    return found("jiaxing/2-6#2", ("布控查验", ordered), ("inspection_notice_sent", sent))


def certified(*pairs, **more):
    events = []
    for number, (accepted, issued) in enumerate(pairs):
        events += [
            {"event": "application_accepted", "at": accepted, "ref": str(number)},
            {"event": "certificate_issued", "at": issued, "ref": str(number)},
        ]
    return found("jiaxing/2-8", **{"events": events, **more})


def test_a_releasable_declaration_is_processed_the_same_day():
    told = ("declared", "2026-08-03T10:20"), ("processed", "2026-08-03T16:00")
    late = ("declared", "2026-08-03T10:20"), ("processed", "2026-08-04T16:00")
    assert found("jiaxing/2-7", *told) == KEPT
    assert found("jiaxing/2-7", *late, conditions={"releasable": True})[::2] == ("broken", "1 days")


@pytest.mark.parametrize("ordered", ["2026-08-03T08:30", "2026-08-03T11:59", "2026-08-03T12:00"])
def test_what_is_ordered_in_the_morning_is_completed_that_day(ordered):
    assert ordered_and_done(ordered, "2026-08-03T19:00") == KEPT
    late = ordered_and_done(ordered, "2026-08-04T09:00", conditions={"ready": True})
    assert late[::2] == ("broken", "1 days")


@pytest.mark.parametrize("ordered", ["2026-08-03T12:01", "2026-08-03T15:00"])
def test_what_is_ordered_in_the_afternoon_is_not_promised_anything(ordered):
    late = ordered_and_done(ordered, "2026-08-04T09:00", conditions={"ready": True})
    assert late == ("cannot_tell", "not_covered", None)


@pytest.mark.parametrize(
    ("conditions", "why"), [({}, "missing_condition"), ({"ready": False}, "not_covered")]
)
def test_the_morning_rule_holds_only_when_conditions_are_met(conditions, why):
    late = ordered_and_done("2026-08-03T09:00", "2026-08-04T09:00", conditions=conditions)
    assert late == ("cannot_tell", why, None)


def test_whether_it_was_the_morning_must_be_known_to_accuse():
    late = ordered_and_done("2026-08-03", "2026-08-10", conditions={"ready": True})
    assert late == ("cannot_tell", "time_needed", None)


@pytest.mark.parametrize(
    ("sent", "finding"),
    [
        ("2026-08-03T17:00", KEPT),
        ("2026-08-03T17:00:01", ("broken", "broken", "0.0003 hours")),
        ("2026-08-03T17:15", ("broken", "broken", "0.25 hours")),
        ("2026-08-03T16:29", ("cannot_tell", "out_of_order", None)),
        ("!2026-08-03T16:50", ("cannot_tell", "not_over_yet", None)),
        ("!2026-08-03T18:00", ("broken", "broken", "1 hours")),
        ("2026-08-03", ("cannot_tell", "time_needed", None)),
        ("2026-08-04", ("broken", "broken", "7 hours")),
    ],
)
def test_the_tally_report_is_sent_within_half_an_hour_of_unloading(sent, finding):
    assert tallied("2026-08-03T16:30", sent) == finding


def test_the_half_hour_runs_at_night_and_on_rest_days():
    assert tallied("2026-10-01T23:50", "2026-10-02T00:19") == KEPT
    assert tallied("2026-10-01T23:50", "2026-10-02T00:21")[0] == "broken"


@pytest.mark.parametrize(
    ("sent", "finding", "why"),
    [
        ("2026-08-03T09:00", "kept", "kept"),
        ("2026-08-03T09:30", "kept", "kept"),
        ("2026-08-03T09:31", "cannot_tell", "reading_unclear"),
        ("2026-08-04T09:00", "cannot_tell", "reading_unclear"),
        ("2026-08-04T09:01", "broken", "broken"),
    ],
)
def test_at_once_has_no_number_so_only_a_whole_day_breaks_it(sent, finding, why):
    assert noticed("2026-08-03T09:00", sent)[:2] == (finding, why)


def test_one_slow_certificate_does_not_break_an_average():
    slow = ("2026-08-03T09:00", "2026-08-03T16:00")
    assert certified(slow) == ("cannot_tell", "one_of_many", None)


def test_certificates_take_four_hours_on_average():
    pairs = [("2026-08-03T09:00", "2026-08-03T11:00"), ("2026-08-03T09:00", "2026-08-03T15:00")]
    whole = {"whole_period": True}
    assert certified(*pairs, conditions=whole) == KEPT
    slower = [*pairs, ("2026-08-03T09:00", "2026-08-03T16:00")]
    assert certified(*slower, conditions=whole) == ("broken", "broken", "1 hours")


def test_a_night_breaks_the_average_only_if_office_hours_do_as_well():
    overnight = ("2026-08-03T16:00", "2026-08-04T10:00")
    whole = {"whole_period": True}
    assert certified(overnight, conditions=whole)[1] == "reading_unclear"
    two_days = ("2026-08-03T16:00", "2026-08-04T15:00")
    assert certified(two_days, conditions=whole) == ("broken", "broken", "3 hours")


def test_an_average_above_four_hours_that_was_reported_does_not_say_which_hours_it_counts():
    assert certified(values={"value": "3.9"}) == KEPT
    assert certified(values={"value": "4.1"})[1] == "reading_unclear"


def test_a_certificate_without_an_end_is_no_ground():
    events = [{"event": "application_accepted", "at": "2026-08-03T09:00"}]
    assert found("jiaxing/2-8", events=events)[1] == "missing_event"


@pytest.mark.parametrize(
    ("measure", "value", "finding"),
    [
        ("jiaxing/T-1", "120", KEPT),
        ("jiaxing/T-1", "121.5", ("broken", "broken", "1.5 hours")),
        ("jiaxing/T-2", "10", KEPT),
        ("jiaxing/T-2", "12", ("broken", "broken", "2 hours")),
    ],
)
def test_overall_clearance_time_is_the_average_of_a_period(measure, value, finding):
    assert found(measure, values={"value": value, "on": "2026-10-31"}) == finding


def test_one_consignment_is_compared_but_not_judged_by_the_overall_target():
    told = answer("jiaxing/T-1", ("arrived", "2026-08-01T00:00"), ("放行", "2026-08-07T00:00"))
    assert (told["finding"], told["why"]) == ("cannot_tell", "one_of_many")
    assert told["measured"]["value"] == "144"
    assert told["missing"][0]["id"] == "whole_period"


@pytest.mark.parametrize(
    ("measure", "kinds", "on", "finding"),
    [
        ("jiaxing/T-5", 48, "2018-11-20", KEPT),
        ("jiaxing/T-5", 60, "2018-11-20", ("cannot_tell", "dates_conflict", None)),
        ("jiaxing/T-5", 60, "2018-12-31", ("cannot_tell", "dates_conflict", None)),
        ("jiaxing/T-5", 60, "2019-01-01", ("broken", "broken", "12 kinds")),
        ("jiaxing/4-1", 60, "2018-12-31", ("cannot_tell", "not_due", None)),
        ("jiaxing/4-1", 60, "2019-01-01", ("broken", "broken", "12 kinds")),
        ("jiaxing/T-6", 43, "2018-12-01", ("cannot_tell", "dates_conflict", None)),
        ("jiaxing/4-2", 43, "2019-01-01", ("broken", "broken", "1 kinds")),
        ("jiaxing/4-2", 44, "2019-01-01", KEPT),
    ],
)
def test_the_notice_names_two_days_for_the_certificates_and_nobody_is_accused_between(
    measure, kinds, on, finding
):
    assert found(measure, values={"value": kinds, "on": on}) == finding


@pytest.mark.parametrize(
    ("measure", "percent", "on", "finding"),
    [
        ("jiaxing/1-3", "70", "2019-01-01", KEPT),
        ("jiaxing/1-3", "69", "2019-01-01", ("broken", "broken", "1 percent")),
        ("jiaxing/1-3#2", "69", "2019-12-31", ("cannot_tell", "not_due", None)),
        ("jiaxing/1-3#2", "99", "2020-01-01", ("broken", "broken", "1 percent")),
        ("jiaxing/1-2", "99", "2019-01-01", ("broken", "broken", "1 percent")),
        ("jiaxing/2-2", "100", "2019-01-01", KEPT),
    ],
)
def test_shares_are_due_by_their_year(measure, percent, on, finding):
    assert found(measure, values={"value": percent, "on": on}) == finding


@pytest.mark.parametrize(
    ("events", "values", "finding"),
    [
        ([("arrived", "2026-08-01T10:00"), ("processed", "2026-08-02T15:00")], {}, "kept"),
        ([("arrived", "2026-08-01T10:00")], {"clearable": False}, "broken"),
        ([("arrived", "2026-08-01T10:00"), ("processed", "2026-08-03T15:00")], {}, "cannot_tell"),
        ([("arrived", "2026-08-03T10:00")], {"clearable": False}, "cannot_tell"),
        ([("arrived", "2026-10-10T10:00")], {"clearable": False}, "cannot_tell"),
        ([], {"clearable": False}, "cannot_tell"),
        ([], {"clearable": True}, "kept"),
    ],
)
def test_goods_that_arrive_at_a_weekend_can_be_cleared(events, values, finding):
    assert found("jiaxing/2-9", *events, values=values)[0] == finding


@pytest.mark.parametrize(
    ("measure", "values", "finding"),
    [
        ("jiaxing/1-4", {"value": "2,000,000"}, KEPT),
        ("jiaxing/1-4", {"value": 1_500_000}, ("broken", "broken", "500000 yuan")),
        ("jiaxing/2-1", {"value": 32}, ("broken", "broken", "1 measures")),
        ("jiaxing/T-3", {"value": 1}, ("broken", "broken", "1 items")),
        ("jiaxing/3-1", {"value": 0}, KEPT),
        ("jiaxing/1-2#2", {"done": False}, ("broken", "broken", "1 parts")),
        ("jiaxing/1-3#3", {"connected": True, "tracking": True}, KEPT),
    ],
)
def test_the_other_numbers_of_the_notice(measure, values, finding):
    assert found(measure, values={**values, "on": "2021-06-30"}) == finding


@pytest.mark.parametrize("measure", ["jiaxing/T-4", "jiaxing/1-1", "jiaxing/2-4", "jiaxing/S-4"])
def test_words_without_a_number_cannot_be_checked(measure):
    assert found(measure) == ("cannot_tell", "no_number", None)


def test_before_the_deadline_of_the_measure_nothing_is_late_yet():
    told = ("declared", "2018-11-20T10:00"), ("processed", "2018-11-22T10:00")
    assert found("jiaxing/2-7", *told, conditions={"releasable": True})[1] == "not_due"
    after = ("declared", "2018-12-03T10:00"), ("processed", "2018-12-05T10:00")
    assert found("jiaxing/2-7", *after, conditions={"releasable": True})[0] == "broken"


def test_the_subsidy_of_a_new_route_was_promised_for_three_years():
    told = answer("jiaxing/1-4", values={"value": 1_000_000, "on": "2024-06-01"})
    assert (told["finding"], told["why"]) == ("cannot_tell", "not_in_force")
    assert "到 2021-11-11 为止" in told["reason"]["zh"]
