from hypothesis import given
from hypothesis import strategies as st

from services.complaints.adapters.text_folding import fold
from services.complaints.domain.search.asked import AskCases, SearchWords, understood
from services.complaints.domain.search.indexed_case import CaseText, Place
from services.complaints.domain.search.passages import LONGEST, passages, whole
from services.complaints.domain.search.results import hit_of
from tests.unit.complaints.search.examples import VOCABULARY, a_case, a_line

WORDS = SearchWords(
    fold=fold,
    synonyms=lambda text: ("移位费",) if text == "吊装移位费" else (),
    vocabulary=VOCABULARY,
)
CHINESE = st.text(st.sampled_from("吊装移位费，。 A3区<b>&费"), max_size=300)


def marked(pieces) -> list[str]:
    return [piece.text for piece in pieces if piece.hit]


def query(typed: str):
    return understood(AskCases(typed=typed), WORDS)


def statement(text: str) -> CaseText:
    return CaseText(place=Place.STATEMENT, text=text)


def test_a_mark_shows_the_text_in_its_own_writing():
    found = whole(statement("收取吊裝移位費，另收移位费"), query("吊装移位费"), fold=fold)
    assert marked(found.pieces) == ["吊裝移位費", "移位费"]


def test_excluded_words_are_not_marked():
    assert not passages((statement("散货"),), query("移位 -散货"), fold=fold)


def test_a_field_marks_only_its_own_texts():
    assert not passages((statement("云屿"),), query("被举报单位:云屿"), fold=fold)


@given(CHINESE, st.sampled_from(["移位", "费", "A3区", "吊装移位费"]))
def test_pieces_put_together_are_the_text(text, typed):
    found = whole(statement(text), query(typed), fold=fold)
    assert "".join(piece.text for piece in found.pieces) == text


@given(CHINESE)
def test_a_passage_is_short_and_holds_a_mark(text):
    for found in passages((statement(text),), query("移位"), fold=fold):
        assert found.is_hit
        assert sum(len(piece.text) for piece in found.pieces) <= LONGEST + 4


def test_a_hit_names_the_line_and_begins_with_the_statement_where_nothing_is_marked():
    case = a_case(lines=(a_line("保安费"), a_line("吊箱費", no=2)))
    by_line = hit_of(case, query("吊箱费"), fold)
    assert [(passage.place, passage.line) for passage in by_line.passages] == [(Place.LINE, 2)]
    by_nothing = hit_of(case, query(""), fold)
    assert [passage.place for passage in by_nothing.passages] == [Place.STATEMENT]
    assert not by_nothing.passages[0].is_hit
