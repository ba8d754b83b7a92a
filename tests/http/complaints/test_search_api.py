"""GET /api/cases/search: who finds what, with counts, marks and pages by key."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.domain.cases.case import Respondent
from shared.principal import Principal
from tests.clock import FixedClock
from tests.complaints import GUANLI, HANBING, LINZHIYUAN, LUHENG, SHENJI, XUKEXIN, ZHENGYAN, ZHOULAN
from tests.http.complaints.search_app import NOWHERE, search_app, shared_search_app
from tests.unit.complaints.search.examples import AT, a_case, a_line

pytestmark = pytest.mark.engines

CASES = [
    a_case("HY-2026-00001-1", partners=("hy-port-office",)),
    a_case(
        "HY-2026-00002-1",
        title="另收<b>保安费</b>&",
        statement="包干费之外，码头另收保安费。",
        lines=(a_line("保安费", violation="V6"),),
        filed_at=AT + timedelta(days=1),
    ),
    a_case(
        "JX-2026-00001-1",
        city="jiaxing",
        department="jx-market",
        title="嘉兴码头收取吊装移位费",
        respondent=Respondent(uscc=None, name="平湖栖浦港务服务有限公司"),
        filed_at=AT + timedelta(days=2),
    ),
]
NOW = AT + timedelta(days=5)
DESK = Principal(
    sub="market-desk",
    name="market-desk",
    role=LINZHIYUAN.role,
    department="hy-market",
    scopes=frozenset({"cases:search"}),
)


@pytest.fixture(scope="module")
def app(mongo_url, elasticsearch_url):
    with shared_search_app(mongo_url, elasticsearch_url, CASES, FixedClock(NOW)) as app:
        yield app


@pytest.fixture
def client(app):
    return app.test_client()


def found(client, query: str = "") -> list[str]:
    answer = client.get(f"/api/cases/search{query}")
    assert answer.status_code == 200, answer.text
    return [hit["id"] for hit in answer.get_json()["hits"]]


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        (LINZHIYUAN, {"HY-2026-00001-1", "HY-2026-00002-1"}),
        (LUHENG, {"JX-2026-00001-1"}),
        (HANBING, {"HY-2026-00001-1", "HY-2026-00002-1"}),
        (SHENJI, {"HY-2026-00001-1", "HY-2026-00002-1", "JX-2026-00001-1"}),
    ],
)
def test_everybody_finds_and_counts_the_own_cases_only(client, signed_in, person, seen):
    answer = signed_in(client, person).get("/api/cases/search").get_json()
    assert {hit["id"] for hit in answer["hits"]} == seen
    assert answer["total"] == len(seen)
    assert sum(count["cases"] for count in answer["facets"]["department"]) == len(seen)


@pytest.mark.parametrize("person", [ZHOULAN, XUKEXIN, GUANLI, ZHENGYAN])
def test_others_may_not_search(client, signed_in, person):
    assert signed_in(client, person).get("/api/cases/search").status_code == 403


def test_a_system_needs_the_scope(client, bearer):
    assert client.get("/api/cases/search").status_code == 401
    allowed = bearer(DESK, "cases:search")
    assert client.get("/api/cases/search", headers=allowed).get_json()["total"] == 2
    other = bearer(DESK, "cases:handle")
    assert client.get("/api/cases/search", headers=other).status_code == 403


def test_a_hit_says_where_it_was_found_in_the_case_s_own_writing(client, signed_in):
    signed_in(client, LINZHIYUAN)
    answer = client.get("/api/cases/search?q=保安費 項目").get_json()
    assert answer["hits"] == []
    (hit,) = client.get("/api/cases/search?q=保安費&exact=true").get_json()["hits"]
    title, *others = hit["highlights"]
    assert title["pieces"] == [
        {"text": "另收<b>", "hit": False},
        {"text": "保安费", "hit": True},
        {"text": "</b>&", "hit": False},
    ]
    assert [(each["place"], each["line"]) for each in others] == [("statement", None), ("line", 1)]
    assert hit["violations"] == ["V6"]
    assert hit["over"] == "60.00"
    assert "sealed" not in str(answer)


def test_synonyms_of_the_catalogue_are_named_and_can_be_switched_off(client, signed_in):
    signed_in(client, LINZHIYUAN)
    answer = client.get("/api/cases/search?q=港口设施保安费").get_json()
    assert [hit["id"] for hit in answer["hits"]] == ["HY-2026-00002-1"]
    assert "保安费" in answer["synonyms"]
    assert found(client, "?q=港口设施保安费&exact=true") == []


def test_picks_narrow_and_counts_stay_open(client, signed_in):
    signed_in(client, SHENJI)
    answer = client.get(
        "/api/cases/search?department=hy-market&department=jx-market&not_violation=V6"
    ).get_json()
    assert {hit["id"] for hit in answer["hits"]} == {"HY-2026-00001-1", "JX-2026-00001-1"}
    counted = {count["value"]: count for count in answer["facets"]["violation"]}
    assert counted["V6"]["cases"] == 1
    assert counted["V6"]["picked"] == "excluded"
    assert counted["none"]["name"] == "未认定"
    assert {count["cases"] for count in answer["facets"]["department"]} == {1}


def test_days_of_receipt_include_both_ends(client, signed_in):
    signed_in(client, SHENJI)
    assert found(client, "?filed_from=2026-04-21&filed_to=2026-04-21") == ["HY-2026-00002-1"]
    assert found(client, "?filed_from=&filed_to=2026-04-20") == ["HY-2026-00001-1"]


@pytest.mark.parametrize("order", ["relevance", "newest", "due", "over"])
def test_pages_follow_each_other_to_the_end(client, signed_in, order):
    signed_in(client, SHENJI)
    seen, after = [], ""
    while True:
        query = {"q": "码头", "order": order, "limit": 1, "after": after}
        answer = client.get("/api/cases/search", query_string=query).get_json()
        seen += [hit["id"] for hit in answer["hits"]]
        after = answer["next"]
        if after is None:
            break
    assert sorted(seen) == sorted(case.id for case in CASES)


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ('?q="移位', "q"),
        ("?q=状态:没有", "q"),
        ("?q=" + "费" * 401, "q"),
        ("?after=x", "after"),
        ("?limit=0", "limit"),
        ("?limit=1000", "limit"),
        ("?order=best", "order"),
        ("?filed_from=yesterday", "filed_from"),
        ("?filed_from=0001-01-01", "filed_from"),
        ("?filed_from=2026-05-01&filed_to=2026-04-01", "filed_to"),
        ("?state=" + "x" * 61, "state.0"),
    ],
)
def test_what_cannot_be_read_is_named(client, signed_in, query, path):
    answer = signed_in(client, SHENJI).get(f"/api/cases/search{query}")
    assert answer.status_code == 422
    assert [error["path"] for error in answer.get_json()["errors"]] == [path]


def test_a_cursor_fits_only_the_search_and_person_it_came_from(client, signed_in):
    signed_in(client, SHENJI)
    after = client.get("/api/cases/search?limit=1").get_json()["next"]
    assert client.get(f"/api/cases/search?limit=1&q=费&after={after}").status_code == 422
    signed_in(client, HANBING)
    assert client.get(f"/api/cases/search?limit=1&after={after}").status_code == 422


def test_a_case_handed_on_is_not_shown_by_its_old_entry(
    mongo_database, elasticsearch_url, signed_in
):
    app = search_app(mongo_database, elasticsearch_url, CASES, FixedClock(NOW))
    client = app.test_client()
    mongo_database["cases"].update_one(
        {"_id": "HY-2026-00002-1"}, {"$set": {"department": "hy-customs"}}
    )
    assert found(signed_in(client, LINZHIYUAN)) == ["HY-2026-00001-1"]


def test_nobody_finds_a_case_about_the_own_organisation(client, signed_in):
    about_own = replace(HANBING, organisation="海阳云屿集装箱码头有限公司")
    answer = signed_in(client, about_own).get("/api/cases/search").get_json()
    assert (answer["hits"], answer["total"]) == ([], 0)


def test_without_the_index_the_newest_cases_are_searched_and_it_says_so(mongo_database, signed_in):
    app = search_app(mongo_database, NOWHERE, CASES, FixedClock(NOW))
    client = signed_in(app.test_client(), LINZHIYUAN)
    answer = client.get("/api/cases/search?q=保安費&exact=true").get_json()
    assert [hit["id"] for hit in answer["hits"]] == ["HY-2026-00002-1"]
    assert (answer["degraded"], answer["total"], answer["facets"]) == (True, None, {})
    assert "检索暂时不可用" in answer["notice"]
    newest = client.get("/api/cases/search").get_json()
    assert [hit["id"] for hit in newest["hits"]] == ["HY-2026-00002-1", "HY-2026-00001-1"]


def test_the_search_is_described_for_programs(client):
    described = client.get("/api/complaints/openapi.json").get_json()
    operation = described["paths"]["/api/cases/search"]["get"]
    names = {parameter["name"] for parameter in operation["parameters"]}
    assert {"q", "exact", "state", "not_state", "filed_from", "order", "after", "limit"} <= names
    assert "200" in operation["responses"]
