"""/complaints/search: box, synonyms, conditions, facets, hits, pages; in both languages."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from services.complaints.domain.cases.case import CaseState
from tests.clock import FixedClock
from tests.complaints import LINZHIYUAN, ZHOULAN
from tests.http.complaints.search_app import NOWHERE, search_app, shared_search_app
from tests.unit.complaints.search.examples import AT, a_case, a_line

pytestmark = pytest.mark.engines

NOW = AT + timedelta(days=5)
CASES = [
    a_case(
        "HY-2026-00001-1",
        title="另收<script>alert(1)</script>保安费",
        statement="包干费之外，码头另收保安费。",
        lines=(a_line("保安費", violation="V6"),),
        state=CaseState.CHECKING,
    ),
    *(
        a_case(
            f"HY-2026-{number:05}-1",
            title=f"第 {number} 次收取吊装移位费",
            filed_at=AT + timedelta(hours=number),
        )
        for number in range(2, 25)
    ),
]


@pytest.fixture(scope="module")
def app(mongo_url, elasticsearch_url):
    with shared_search_app(mongo_url, elasticsearch_url, CASES, FixedClock(NOW)) as app:
        yield app


@pytest.fixture
def client(app, signed_in):
    return signed_in(app.test_client(), LINZHIYUAN)


def page(client, status: int = 200, **query) -> str:
    answer = client.get("/complaints/search", query_string=query)
    assert answer.status_code == status
    text: str = answer.text
    return text


def links(text: str) -> list[dict[str, list[str]]]:
    found = re.findall(r'href="(/complaints/search[^"]*)"', text)
    return [parse_qs(urlsplit(link.replace("&amp;", "&")).query) for link in found]


def test_a_hit_is_marked_and_nothing_of_a_case_becomes_markup(client):
    text = page(client, q="保安费")
    assert "<title>保安费：1 件 - 案件检索" in text
    assert "<mark>保安费</mark></a></h3>" in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text
    assert "收费明细第 1 行" in text
    assert "认定多收 ¥60.00" in text
    assert 'href="/complaints/cases/HY-2026-00001-1"' in text


def test_what_was_typed_does_not_become_markup(client):
    text = page(client, q='"><img src=x>', status=422)
    assert "<img" not in text


def test_synonyms_are_named_and_can_be_switched_off(client):
    text = page(client, q="港口设施保安费")
    assert "已一并检索同义词：" in text
    assert {"q": ["港口设施保安费"], "exact": ["true"]} in links(text)
    assert "没有找到" in page(client, q="港口设施保安费", exact="true")


def test_each_condition_is_a_chip_with_a_cross(client):
    text = page(
        client, q="码头 -散货", state="checking", not_violation="V9", filed_from="2026-01-01"
    )
    assert text.count('class="chip chip-out"') == 2
    assert "不含：散货" in text
    assert "去掉条件：核查中" in text
    without_bulk = {
        "q": ["码头"],
        "state": ["checking"],
        "not_violation": ["V9"],
        "filed_from": ["2026-01-01"],
    }
    assert without_bulk in links(text)


def test_facets_show_counts_not_narrowed_by_themselves_and_a_way_to_exclude(client):
    text = page(client, q="码头", state="checking", order="newest")
    picked = '<input type="checkbox" id="state-1" name="state" value="received">'
    assert picked in text
    assert re.search(r'value="checking" checked> 核查中 <span class="n">1</span>', text)
    excluded = {"q": ["码头"], "state": ["checking"], "not_state": ["received"]}
    assert {**excluded, "order": ["newest"]} in links(text)
    assert '<input type="hidden" name="order" value="newest">' in text


def test_pages_follow_by_key_with_a_way_back(client):
    first = page(client, q="吊装移位费")
    assert "本页 20 件，共 23 件" in first
    (after,) = [link["after"][0] for link in links(first) if "after" in link]
    second = page(client, q="吊装移位费", after=after)
    assert "本页 3 件，共 23 件" in second
    assert "第一页" in second
    shown = re.findall(r'<span class="code">(HY-[\d-]+)</span>', first + second)
    assert len(set(shown)) == 23


def test_a_mistake_is_marked_in_its_place_with_a_way_on(client):
    text = page(client, q='移位 "吊装', status=422)
    assert "有 1 处需要修改 - 案件检索" in text
    assert "移位 <mark>&#34;吊装</mark>" in text
    assert {"q": ["移位 吊装"]} in links(text)


def test_a_wrong_day_is_named_and_nothing_typed_is_lost(client):
    text = page(client, q="移位", filed_from="昨天", status=422)
    assert "日期应写成 2026-11-23 的样子" in text
    assert 'value="移位"' in text


def test_nothing_found_shows_ways_on(client):
    text = page(client, q="没有这样的词", state="checking")
    assert "没有找到。少一个条件，或只查原词试试。" in text
    assert {"q": ["没有这样的词"]} in links(text)


def test_the_page_speaks_english(client):
    text = page(client, q="保安费 -散货", state="checking", lang="en")
    assert "Search cases" in text
    assert "Without: 散货" in text
    assert "found overcharged ¥60.00" in text
    body = re.sub(r"<script.*?</script>|<[^>]+>", " ", text.partition("<main")[2])
    allowed = "保安费散货包干之外码头另收海阳云屿集装箱有限公司中文口设施安防港"
    rest = {each for each in body if "\u4e00" <= each <= "\u9fff"} - set(allowed)
    assert not rest


def test_others_are_kept_out(app, signed_in):
    assert signed_in(app.test_client(), ZHOULAN).get("/complaints/search").status_code == 403
    assert app.test_client().get("/complaints/search").status_code == 303


def test_without_the_index_the_page_says_so_and_searches_the_newest(mongo_database, signed_in):
    app = search_app(mongo_database, NOWHERE, CASES, FixedClock(NOW))
    client = signed_in(app.test_client(), LINZHIYUAN)
    text = page(client, q="保安费")
    assert "检索暂时不可用" in text
    assert "<mark>保安费</mark>" in text
    assert "本页 1 件" in text
