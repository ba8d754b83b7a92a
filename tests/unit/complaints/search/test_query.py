import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.domain.search.query import (
    LONGEST,
    QueryWrong,
    as_plain_words,
    parse,
)

ALPHABET = st.sampled_from(list('吊装移位费散货 -－"“”「」＂:：|或OR状态编号项目aB3\t\u3000，。()'))


def shape(typed: str) -> list[list[tuple[str, str | None, bool, bool]]]:
    return [
        [(term.text, term.field, term.exact, term.excluded) for term in condition]
        for condition in parse(typed).conditions
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        ("吊装移位费", [[("吊装移位费", None, False, False)]]),
        (
            "吊装移位费 -散货",
            [[("吊装移位费", None, False, False)], [("散货", None, False, True)]],
        ),
        ('"吊装 移位"', [[("吊装 移位", None, True, False)]]),
        ("“吊装移位”", [[("吊装移位", None, True, False)]]),
        ('-"散货"', [[("散货", None, True, True)]]),
        ("被举报单位:云屿", [[("云屿", "respondent", False, False)]]),
        ("被投诉单位：云屿", [[("云屿", "respondent", False, False)]]),
        ('respondent:"Yunyu Terminal"', [[("Yunyu Terminal", "respondent", True, False)]]),
        ("-状态:已办结", [[("已办结", "state", False, True)]]),
        ("编号:HY-2026-04172-1", [[("HY-2026-04172-1", "number", False, False)]]),
        ("V6 OR V9", [[("V6", None, False, False), ("V9", None, False, False)]]),
        (
            "a b 或 c d",
            [
                [("a", None, False, False)],
                [("b", None, False, False), ("c", None, False, False)],
                [("d", None, False, False)],
            ],
        ),
        ("12:30", [[("12:30", None, False, False)]]),
        (
            "A3区\u3000２０１９年",
            [[("A3区", None, False, False)], [("２０１９年", None, False, False)]],
        ),
    ],
)
def test_the_search_box_is_taken_apart(typed, expected):
    assert shape(typed) == expected


@pytest.mark.parametrize(
    ("typed", "begin", "end"),
    [
        ('移位 "吊装', 3, 6),
        ("移位 -", 3, 4),
        ("状态:", 0, 3),
        ('""', 0, 2),
        ("OR 移位", 0, 2),
        ("移位 OR", 3, 5),
        ("移位 OR OR 吊装", 6, 8),
        ("。。。 移位", 0, 3),
    ],
)
def test_a_mistake_is_shown_at_its_place(typed, begin, end):
    with pytest.raises(QueryWrong) as wrong:
        parse(typed)
    assert (wrong.value.begin, wrong.value.end) == (begin, end)
    parse(as_plain_words(typed))


def test_too_much_is_refused():
    with pytest.raises(QueryWrong):
        parse("费" * (LONGEST + 1))
    with pytest.raises(QueryWrong):
        parse(" ".join(["费"] * 21))


def mistake_in(typed: str) -> QueryWrong | None:
    try:
        parse(typed)
    except QueryWrong as wrong:
        return wrong
    return None


@given(st.one_of(st.text(), st.text(ALPHABET, max_size=40)))
def test_anything_typed_is_read_or_refused_with_a_place(typed):
    wrong = mistake_in(typed)
    assert wrong is None or (0 <= wrong.begin < wrong.end <= max(len(typed), LONGEST))


@given(st.one_of(st.text(), st.text(ALPHABET, max_size=40)))
def test_plain_words_can_always_be_searched(typed):
    query = parse(as_plain_words(typed))
    assert all(term.field is None and not term.excluded and not term.exact for term in query.terms)
