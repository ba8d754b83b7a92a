"""The index finds what the pure matching finds, sorts, counts, pages and keeps versions."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.adapters.case_index import ElasticCaseIndex, open_index_client
from services.complaints.adapters.text_folding import fold
from services.complaints.domain.cases.case import Case, CaseState, Respondent
from services.complaints.domain.catalogue.line_check import Finding
from services.complaints.domain.search.asked import AskCases, SearchWords, search_of, understood
from services.complaints.domain.search.case_search import Count, Order, Selection
from services.complaints.domain.search.filters import Everything
from services.complaints.domain.search.indexed_case import indexed
from services.complaints.domain.search.matching import satisfies
from services.complaints.domain.search.visibility import may_see, visible_to
from services.complaints.domain.search.vocabulary import Facet
from tests.engines.own_index import own_alias
from tests.unit.complaints.search.examples import (
    AT,
    VOCABULARY,
    a_case,
    a_line,
    a_step,
    a_supervisor,
    an_auditor,
    an_officer,
)

pytestmark = pytest.mark.engines

WORDS = SearchWords(
    fold=fold,
    synonyms=lambda text: ("移位费", "吊箱费") if text == "吊装移位费" else (),
    vocabulary=VOCABULARY,
)
CASES = [
    a_case("HY-2026-00001-1", partners=("hy-port-office",)),
    a_case(
        "HY-2026-00002-1",
        title="包干费之外另收查验吊装费",
        statement="堆放在Ａ３區的箱子，２０１９年起每箱另收。",
        lines=(a_line("查验吊装费", violation="V6"), a_line("保安费", no=2)),
        state=CaseState.FILED,
        filed_at=AT + timedelta(days=1),
        timeline=(a_step("经核查，包干费已含场内移位"),),
    ),
    a_case(
        "HY-2026-00003-1",
        title="冷藏箱吊箱費按双倍计收",
        statement="A30 区冷藏箱，账单 HY-8831。散货不在内。",
        lines=(a_line("吊箱費", violation="V9", finding=Finding.WITHIN),),
        respondent=Respondent(uscc=None, name="海阳海关"),
        state=CaseState.CHECKING,
        department="hy-port-office",
        filed_at=AT + timedelta(days=2),
        open_due=None,
    ),
    a_case(
        "JX-2026-00001-1",
        city="jiaxing",
        department="jx-market",
        title="港口設施保安費重複收取",
        statement="同一票货两次收取保安费。",
        lines=(a_line("保安费"),),
        filed_at=AT + timedelta(days=3),
        open_due=AT + timedelta(days=5),
    ),
]
TYPED = [
    "",
    "吊装移位费",
    '"吊装移位费"',
    "移位",
    "费",
    "A3区",
    "a3",
    "2019年",
    "保安費",
    "ＨＹ－８８３１",
    "吊装 -散货",
    "保安费 OR 吊箱费",
    "-保安费",
    "被举报单位:海关",
    "编号:HY-2026-00002",
    "项目:保安费 认定:V6",
    "项目:查验吊装费 认定:V6",
    "项目:吊箱费 核对:within",
    "状态:已立案",
    "部门:hy-port-office",
    "处理:场内移位",
    "没有这样的词",
]


@pytest.fixture(scope="module")
def index(elasticsearch_url: str) -> ElasticCaseIndex:
    return filled(elasticsearch_url, CASES)


def filled(url: str, cases: list[Case]) -> ElasticCaseIndex:
    index = ElasticCaseIndex(open_index_client(url), fold=fold, alias=own_alias())
    index.switch_to(index.build())
    index.put([indexed(case) for case in cases])
    index.refresh()
    return index


def search(ask: AskCases, **changes):
    query = understood(ask, WORDS)
    order = Order.NEWEST if ask.order is Order.RELEVANCE and not query.phrases else ask.order
    return replace(search_of(ask, query, order, None), **changes)


def expected(ask: AskCases) -> set[str]:
    return {case.id for case in CASES if satisfies(search(ask), indexed(case), fold=fold)}


@pytest.mark.parametrize("typed", TYPED)
def test_the_index_finds_what_the_pure_matching_finds(index, typed):
    found = index.find(search(AskCases(typed=typed)), Everything())
    assert set(found.case_ids) == expected(AskCases(typed=typed))
    assert found.total == len(found.case_ids)


@pytest.mark.parametrize(
    "ask",
    [
        AskCases(filed_from=AT.date(), filed_to=AT.date() + timedelta(days=1)),
        AskCases(filed_to=AT.date()),
        AskCases(selected={Facet.STATE: Selection(frozenset({"filed", "checking"}))}),
        AskCases(selected={Facet.VERDICT: Selection(excluded=frozenset({"V6"}))}),
        AskCases(
            typed="费",
            selected={
                Facet.DEPARTMENT: Selection(frozenset({"hy-market"})),
                Facet.STATE: Selection(excluded=frozenset({"filed"})),
            },
        ),
    ],
)
def test_the_index_narrows_as_the_pure_matching_does(index, ask):
    found = index.find(search(ask), Everything())
    assert set(found.case_ids) == expected(ask)
    assert found.total == len(found.case_ids)


@pytest.mark.parametrize(
    "person",
    [
        an_officer(),
        an_officer("hy-port-office"),
        an_officer("hy-port-office", organisation="海阳海关"),
        an_officer(uscc="91370687300000010P"),
        an_officer(None),
        a_supervisor(),
        a_supervisor("jiaxing"),
        a_supervisor(organisation="海阳 海关"),
        an_auditor(),
    ],
)
def test_hits_total_and_counts_are_those_of_the_one_predicate(index, person):
    seen = {case.id for case in CASES if may_see(person, case)}
    found = index.find(search(AskCases()), visible_to(person))
    assert set(found.case_ids) == seen
    assert found.total == len(seen)
    assert sum(count.cases for count in found.facets[Facet.STATE]) == len(seen)


def test_a_facet_is_counted_under_the_picks_of_the_others_only(index):
    ask = AskCases(
        selected={
            Facet.STATE: Selection(frozenset({"received"})),
            Facet.DEPARTMENT: Selection(excluded=frozenset({"jx-market"})),
        }
    )
    found = index.find(search(ask), Everything())
    assert found.total == 1
    assert found.facets[Facet.STATE] == (
        Count("checking", 1),
        Count("filed", 1),
        Count("received", 1),
    )
    assert found.facets[Facet.DEPARTMENT] == (Count("hy-market", 1), Count("jx-market", 1))
    assert found.facets[Facet.VERDICT] == (Count("none", 1),)


@pytest.mark.parametrize("order", Order)
def test_pages_by_key_show_every_case_once_in_order(index, order):
    ask = AskCases(typed="费", order=order)
    whole = index.find(search(ask), Everything()).case_ids
    seen: list[str] = []
    after = None
    while True:
        page = index.find(search(ask, size=1, after=after), Everything())
        seen += page.case_ids
        if page.next is None:
            break
        after = page.next
    assert tuple(seen) == whole
    assert len(seen) == 4


def test_what_is_due_next_comes_first_and_what_is_not_due_last(index):
    found = index.find(search(AskCases(order=Order.DUE)), Everything())
    assert found.case_ids[0] == "JX-2026-00001-1"
    assert found.case_ids[-1] == "HY-2026-00003-1"


def test_an_older_version_changes_nothing_and_is_no_error(elasticsearch_url):
    newer = a_case(version=3, title="新的标题")
    index = filled(elasticsearch_url, [newer])
    index.put([indexed(replace(newer, version=2, title="旧的标题"))])
    index.refresh()
    assert index.versions([newer.id, "HY-2026-99999-1"]) == {newer.id: 3}
    assert index.find(search(AskCases(typed="新的标题")), Everything()).total == 1
    index.put([indexed(replace(newer, title="同版重写"))])
    index.refresh()
    assert index.find(search(AskCases(typed="同版重写")), Everything()).total == 1


def test_a_change_is_found_within_two_seconds_without_asking_for_it(elasticsearch_url):
    index = filled(elasticsearch_url, [])
    index.put([indexed(a_case())])
    until = time.monotonic() + 2
    while not index.find(search(AskCases(typed="吊装移位费")), Everything()).total:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_switching_drops_the_index_before_and_case_numbers_come_in_order(elasticsearch_url):
    index = filled(elasticsearch_url, CASES)
    name = index.build()
    index.put([indexed(case) for case in CASES[:3]], into=name)
    assert len(index.case_ids("", 10)) == 4
    index.switch_to(name)
    assert index.is_current()
    assert index.case_ids("", 2) == ["HY-2026-00001-1", "HY-2026-00002-1"]
    assert index.case_ids("HY-2026-00002-1", 2) == ["HY-2026-00003-1"]
