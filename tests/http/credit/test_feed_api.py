import pytest

from tests.http.credit.conftest import MARKET

pytestmark = pytest.mark.engines


@pytest.fixture
def read(as_system):
    def get(query="", scopes=("feed:read",)):
        client, header = as_system(*scopes)
        return client.get(f"/api/feed{query}", headers=header)

    return get


def test_the_feed_goes_through_the_whole_ledger_in_order(read, sample):
    seen, after = [], 0
    while True:
        page = read(f"?after={after}&limit=4").get_json()
        seen += [item["seq"] for item in page["items"]]
        if page["next"] == after:
            break
        after = page["next"]
    assert seen == list(range(1, 12))
    assert page["head"] == 11


def test_a_receiver_sees_its_fields_and_no_other(read, sample):
    item = read("?after=2&limit=1").get_json()["items"][0]
    assert all(item[name] for name in ("document_no", "subject", "hash"))
    assert "fine" not in item
    assert "actor" not in item
    assert "source_case" not in item


def test_what_was_repaired_is_withdrawn(read, sample):
    first = read("?limit=1").get_json()["items"][0]
    assert first["withdrawn"]["kind"] == "repair"
    assert "document_no" not in first


@pytest.mark.parametrize(
    ("query", "path"),
    [("?after=-1", "after"), ("?limit=501", "limit"), ("?limit=0", "limit"), ("?after=x", "after")],
)
def test_the_window_is_checked(read, query, path):
    answer = read(query)
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["path"] == path


def test_the_feed_needs_its_scope_and_an_agreement(read, as_system, as_person):
    assert read(scopes=("gate:query",)).status_code == 403
    assert as_person("guanhai").get("/api/feed").status_code == 403
    client, header = as_system("feed:read", who=MARKET)
    assert client.get("/api/feed", headers=header).status_code == 403


def test_an_empty_ledger_has_an_empty_page(read):
    assert read().get_json() == {"items": [], "next": 0, "head": 0}


def test_an_enterprise_reads_that_its_entries_were_received_once_a_day(
    read, sample, clock, as_person
):
    for _ in range(3):
        read()
    clock.forward(days=1)
    read()
    log = as_person("xukexin").get("/credit/me/access-log").text
    assert log.count("接收共享的记录，每日记一次") == 2
    assert "接收共享的记录" in as_person("xukexin").get("/credit/me").text


def test_a_page_without_entries_of_an_enterprise_is_no_look_at_it(read, sample, as_person):
    last = sample.ledger.head().seq
    read(f"?after={last}")
    read("?limit=0")
    assert "还没有单位查询过" in as_person("xukexin").get("/credit/me/access-log").text
