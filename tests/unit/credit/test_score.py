from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from services.credit.domain.ledger.entry import EntryKind, Level, RefundState
from tests.unit.credit.examples import a_score, an_ending, an_event, entries_of

ORDINARY = an_event()
WARNING = an_event(
    "海市监警〔2026〕9号",
    level=Level.MINOR,
    determined_on=date(2026, 10, 13),
    effective_on=date(2026, 10, 13),
)
REPAIRED = an_event(
    "海市监处罚〔2025〕203号",
    violations=("V2",),
    determined_on=date(2025, 11, 3),
    effective_on=date(2025, 11, 3),
)
REFUNDED = an_event(
    "海市监责退〔2026〕12号",
    kind=EntryKind.REFUND_ORDER,
    level=None,
    violations=(),
    refund=Decimal("18720.00"),
    refund_state=RefundState.OBEYED,
    determined_on=date(2026, 8, 12),
    effective_on=date(2026, 8, 12),
)
CERTIFIED = an_event(
    "关认〔2026〕1号",
    kind=EntryKind.CUSTOMS_CLASS,
    level=None,
    violations=(),
    standing="customs_certified",
    determined_on=date(2026, 6, 1),
    effective_on=date(2026, 6, 1),
)
RED_LIST = an_event(
    "红名单〔2026〕1号",
    kind=EntryKind.RED_LIST,
    level=None,
    violations=(),
    standing="red_list",
    determined_on=date(2026, 3, 15),
    effective_on=date(2026, 3, 15),
)


def points_of(score, no_of_entry):
    return [line.points for line in score.lines if line.seq == no_of_entry]


def test_without_entries_the_score_is_the_start_and_grade_a():
    score = a_score([])
    assert (score.score, score.grade) == (Decimal("900.00"), "A")
    assert [line.code for line in score.lines] == ["start"]


def test_the_prototype_enterprise_comes_out_as_shown():
    repair = an_ending(REPAIRED.document.no, date(2026, 9, 30))
    events = (ORDINARY, WARNING, REPAIRED, REFUNDED, CERTIFIED, RED_LIST, repair)
    score = a_score(entries_of(*events))
    assert (score.score, score.grade) == (Decimal("892.92"), "A")
    assert points_of(score, 1) == [Decimal("-40.75")]
    assert points_of(score, 2) == [Decimal("-11.33")]
    assert points_of(score, 3) == [Decimal("0.00")]
    assert points_of(score, 4) == [Decimal("0.00")]
    assert points_of(score, 5) == [Decimal("25.00")]
    assert points_of(score, 6) == [Decimal("20.00")]
    assert [part.points for part in score.parts] == [
        Decimal("347.92"),
        Decimal("250.00"),
        Decimal("150.00"),
        Decimal("95.00"),
        Decimal("50.00"),
    ]


def test_the_sentence_says_how_a_deduction_fades():
    line = next(line for line in a_score(entries_of(ORDINARY)).lines if line.seq == 1)
    assert line.article.zh == "第 3.2 条"
    assert line.sentence.zh == "扣 50 分；最短公示期满 101 天，今天按 81.5% 计"


@pytest.mark.parametrize(
    ("day", "points"),
    [
        ("2026-05-17", None),
        ("2026-05-18", "-50.00"),
        ("2026-08-18", "-50.00"),
        ("2026-08-19", "-49.91"),
        ("2027-05-17", "-25.09"),
        ("2027-05-18", "0.00"),
    ],
)
def test_an_ordinary_breach_fades_from_three_months_to_a_year(day, points):
    score = a_score(entries_of(ORDINARY), valid_on=date.fromisoformat(day))
    assert points_of(score, 1) == ([Decimal(points)] if points else [])


@pytest.mark.parametrize(
    ("level", "points"),
    [(Level.MINOR, "-10.00"), (Level.ORDINARY, "-50.00"), (Level.SERIOUS, "-200.00")],
)
def test_a_level_has_its_points_on_the_first_day(level, points):
    score = a_score(entries_of(an_event(level=level)), valid_on=date(2026, 5, 18))
    assert points_of(score, 1) == [Decimal(points)]


def test_the_second_of_a_code_counts_half_more_and_the_third_double():
    days = [date(2026, 5, 18), date(2026, 5, 19), date(2026, 5, 20)]
    events = [
        an_event(f"{place}号", determined_on=day, effective_on=day)
        for place, day in enumerate(days)
    ]
    score = a_score(entries_of(*events), valid_on=days[-1])
    assert [line.points for line in score.lines[1:]] == [
        Decimal("-50.00"),
        Decimal("-75.00"),
        Decimal("-100.00"),
    ]
    assert [line.because for line in score.lines[1:]] == [(), (1,), (1, 2)]


@pytest.mark.parametrize(
    ("first", "factor"), [(date(2024, 5, 18), "1.5"), (date(2024, 5, 17), "1")]
)
def test_a_repeat_counts_within_24_months(first, factor):
    earlier = an_event("旧", determined_on=first, effective_on=first)
    score = a_score(entries_of(earlier, ORDINARY), valid_on=date(2026, 5, 18))
    assert points_of(score, 2) == [Decimal("-50.00") * Decimal(factor)]


def test_what_was_repaired_before_the_next_breach_makes_no_repeat():
    repair = an_ending(REPAIRED.document.no, date(2026, 5, 1))
    same_code = an_event(violations=("V2",))
    score = a_score(entries_of(REPAIRED, repair, same_code), valid_on=date(2026, 5, 18))
    assert points_of(score, 3) == [Decimal("-50.00")]


def test_a_later_repair_of_the_first_leaves_the_second_a_repeat():
    repair = an_ending(ORDINARY.document.no, date(2026, 11, 20))
    score = a_score(entries_of(ORDINARY, WARNING, repair))
    assert points_of(score, 1) == [Decimal("0.00")]
    assert points_of(score, 2) == [Decimal("-11.33")]


def test_an_annulled_document_neither_counts_nor_makes_a_repeat():
    annulment = an_ending(ORDINARY.document.no, date(2026, 11, 20), EntryKind.ANNULMENT)
    score = a_score(entries_of(ORDINARY, WARNING, annulment))
    assert points_of(score, 1) == [Decimal("0.00")]
    assert points_of(score, 2) == [Decimal("-7.55")]


def test_refusing_to_refund_costs_fifty_more_where_a_document_says_so():
    refused = an_event(refund_state=RefundState.REFUSED)
    score = a_score(entries_of(refused), valid_on=date(2026, 5, 18))
    assert points_of(score, 1) == [Decimal("-50.00"), Decimal("-50.00")]
    assert {line.part for line in score.lines[1:]} == {"law", "promise"}


def test_honours_are_capped_at_the_maximum_of_their_part():
    advanced = an_event(
        "a", kind=EntryKind.CUSTOMS_CLASS, level=None, violations=(), standing="customs_advanced"
    )
    score = a_score(entries_of(advanced, RED_LIST))
    assert score.score == Decimal("950.00")
    assert (score.lines[-1].code, score.lines[-1].points) == ("cap", Decimal("-20.00"))
    assert score.grade == "AA"


def test_a_part_never_falls_below_zero():
    days = [date(2026, 5, day) for day in (16, 17, 18)]
    events = [
        an_event(str(day), level=Level.SERIOUS, determined_on=day, effective_on=day) for day in days
    ]
    score = a_score(entries_of(*events), valid_on=days[-1])
    assert score.parts[0].points == Decimal("0.00")
    assert score.score == Decimal("500.00")


def test_a_new_customs_class_takes_the_place_of_the_old_one():
    advanced = an_event(
        "后", kind=EntryKind.CUSTOMS_CLASS, level=None, violations=(), standing="customs_advanced",
        determined_on=date(2026, 7, 1), effective_on=date(2026, 7, 1),
    )  # fmt: skip
    score = a_score(entries_of(CERTIFIED, advanced))
    assert points_of(score, 1) == [Decimal("0.00")]
    assert points_of(score, 2) == [Decimal("50.00")]


def test_a_serious_list_makes_the_grade_d_without_points():
    listed = an_event("严重", kind=EntryKind.SERIOUS_LIST, level=None, violations=())
    score = a_score(entries_of(listed))
    assert (score.score, score.grade) == (Decimal("900.00"), "D")
    removal = an_ending("严重", date(2026, 11, 1), EntryKind.REMOVAL)
    assert a_score(entries_of(listed, removal)).grade == "A"


def test_what_was_recorded_later_is_not_known_yet():
    entries = entries_of(ORDINARY, recorded_at=datetime(2026, 6, 1, tzinfo=UTC))
    before = a_score(entries, known_at=datetime(2026, 5, 31, 23, 59, tzinfo=UTC))
    assert before.score == Decimal("900.00")
    assert a_score(entries).score == Decimal("859.25")


def test_entries_of_other_enterprises_are_left_out():
    assert a_score(entries_of(an_event(subject="91330400MA2TE5T01J"))).score == Decimal("900.00")
