import pytest

from services.complaints.adapters.text_folding import fold
from services.complaints.domain.cases.case import CaseState, Respondent
from services.complaints.domain.search.asked import AskCases, SearchWords, search_of, understood
from services.complaints.domain.search.case_search import Selection
from services.complaints.domain.search.indexed_case import indexed, texts_of
from services.complaints.domain.search.matching import satisfies
from services.complaints.domain.search.vocabulary import Facet
from shared.errors import Invalid
from tests.unit.complaints.search.examples import VOCABULARY, a_case, a_line, a_step


def synonyms(text: str) -> tuple[str, ...]:
    return {"吊装移位费": ("移位费", "吊箱费")}.get(text, ())


WORDS = SearchWords(fold=fold, synonyms=synonyms, vocabulary=VOCABULARY)


def finds(ask: AskCases | str, case=None) -> bool:
    asked = AskCases(typed=ask) if isinstance(ask, str) else ask
    query = understood(asked, WORDS)
    search = search_of(asked, query, asked.order, None)
    return satisfies(search, indexed(case or a_case()), fold=fold)


@pytest.mark.parametrize(
    ("typed", "statement", "found"),
    [
        ("移位费", "码头收取吊装移位费", True),
        ("费", "码头收取吊装移位费", True),
        ("A3区", "堆放在Ａ３区的箱子", True),
        ("a3", "堆放在 A30 区的箱子", False),
        ("2019年", "从２０１９年起", True),
        ("吊箱費", "收取吊箱费", True),
        ("吊箱费", "收取吊箱費", True),
        ('"吊装 移位"', "吊装，移位", True),
        ('"移位吊装"', "吊装移位", False),
        ("移位 -散货", "移位，散货", False),
        ("保安 OR 移位", "移位", True),
    ],
)
def test_texts_are_found_as_people_write_them(typed, statement, found):
    case = a_case(title="标题", statement=statement, lines=())
    assert finds(typed, case) is found


def test_synonyms_are_found_unless_words_are_in_quotes_or_only_they_are_wanted():
    case = a_case(title="收取吊箱费", statement="", lines=())
    assert finds("吊装移位费", case)
    assert not finds('"吊装移位费"', case)
    assert not finds(AskCases(typed="吊装移位费", exactly=True), case)


def test_fields_look_in_one_place_only():
    assert finds("被举报单位:云屿")
    assert not finds("项目:云屿")
    assert finds("编号:HY-2026-00001")
    assert finds("状态:已收到")
    assert finds("status") is False
    assert finds("-状态:不予立案")
    assert not finds("状态:已立案")
    assert finds("部门:口岸办", a_case(partners=("hy-port-office",)))


def test_item_and_verdict_must_belong_to_one_line():
    lines = (a_line("吊装移位费", violation="V6"), a_line("保安费", no=2))
    case = a_case(lines=lines)
    assert finds("项目:吊装移位费 认定:V6", case)
    assert not finds("项目:保安费 认定:V6", case)
    assert finds("项目:保安费 认定:未认定", case)


def test_an_unknown_name_of_a_closed_field_is_told_at_its_place():
    with pytest.raises(Invalid) as wrong:
        finds("移位 状态:没有这个")
    assert wrong.value.errors[0].path == "q"
    assert wrong.value.errors[0].params["begin"] == 3
    assert wrong.value.errors[0].params["plain"] == "移位 状态 没有这个"


def test_picks_and_days_narrow():
    case = a_case(state=CaseState.CHECKING)
    assert finds(AskCases(selected={Facet.STATE: Selection(frozenset({"checking"}))}), case)
    assert not finds(AskCases(selected={Facet.STATE: Selection(frozenset({"filed"}))}), case)
    out = Selection(excluded=frozenset({"checking"}))
    assert not finds(AskCases(selected={Facet.STATE: out}), case)


def test_nothing_of_a_case_is_searched_but_its_redacted_texts():
    case = a_case(
        sealed={"reporter": b"secret", "narrative": b"secret"},
        reporter_key="secret",
        timeline=(a_step("已核查"),),
        respondent=Respondent(uscc=None, name="某公司"),
    )
    texts = {text.text for text in texts_of(case)}
    assert texts == {
        case.title, case.statement, case.request, "吊装移位费", "某公司", "已核查", case.id
    }  # fmt: skip
    assert "secret" not in repr(indexed(case))
    assert "林致远" not in repr(indexed(case))
