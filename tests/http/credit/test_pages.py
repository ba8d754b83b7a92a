import re

import pytest

from shared.web.access import undeclared_routes

pytestmark = pytest.mark.engines
YUNYU = "91370687300000010P"


def test_every_route_says_whom_it_is_open_to(app):
    assert undeclared_routes(app) == []


def test_an_enterprise_sees_score_lines_records_and_measures(as_person, sample):
    page = as_person("xukexin").get("/credit/me").text
    assert "892.92" in page
    assert "−40.75" in page
    assert "扣 50 分；最短公示期满 101 天，今天按 81.5% 计" in page
    assert "收到投诉本身不扣分，只有生效的法律文书才影响评价。" in page
    assert "提高抽查比例" in page
    assert "style=" not in page
    assert re.findall(r"<script(?! src=)", page) == []


def test_an_enterprise_without_records_is_told_so(as_person):
    page = as_person("zhoulan").get("/credit/me").text
    assert "没有信用记录。评价为起评分。" in page
    assert "900.00" in page


def test_the_pages_speak_english(as_person, sample):
    client = as_person("xukexin")
    page = client.get("/credit/me?lang=en").text
    assert "50 points off; 101 days past the shortest publicity period, 81.5% counts today" in page
    assert "A complaint never lowers the score" in page
    text = re.sub(r"<[^>]+>", " ", page)
    assert "最短公示期" not in text


def test_an_official_look_is_shown_to_the_enterprise(as_person, sample):
    assert as_person("suqing").get(f"/credit/subjects/{YUNYU}").status_code == 200
    mine = as_person("xukexin")
    assert "查阅信用记录" in mine.get("/credit/me").text
    log = mine.get("/credit/me/access-log").text
    assert "市市场监管局" in log
    assert "查阅信用记录" in log


@pytest.mark.parametrize(
    ("address", "words", "times"),
    [
        ("/credit/entries/{own}", "查阅一条记录", 2),
        ("/credit/ledger", "翻阅账本，每日记一次", 1),
        ("/credit/subjects?q=云屿", "按名称查找，每日记一次", 1),
    ],
)
def test_every_way_to_look_at_a_firm_is_shown_to_it(as_person, sample, address, words, times):
    own = sample.ledger.entries_of(YUNYU)[0].seq
    for _ in range(2):
        sample.now.forward(minutes=1)
        assert as_person("zhengyan").get(address.format(own=own)).status_code == 200
    assert as_person("xukexin").get(f"/credit/entries/{own}").status_code == 200
    log = as_person("xukexin").get("/credit/me/access-log").text
    assert log.count(words) == times
    assert log.count('scope="row"') == times


@pytest.mark.parametrize("until", ["x", "2026-01-01", "2026-01-01T00:00:00"])
def test_a_broken_page_address_of_the_log_is_refused(as_person, until):
    assert as_person("xukexin").get(f"/credit/me/access-log?until={until}").status_code == 422


def test_a_firm_is_found_by_code_and_by_part_of_its_name(as_person, sample):
    client = as_person("zhengyan")
    by_code = client.get(f"/credit/subjects?q={YUNYU.lower()}")
    assert by_code.location == f"/credit/subjects/{YUNYU}"
    assert "海阳云屿集装箱码头有限公司" in client.get("/credit/subjects?q=云屿").text
    assert "没有找到" in client.get("/credit/subjects?q=不存在的").text


def test_a_mistyped_code_is_told_its_place(as_person):
    answer = as_person("zhengyan").get("/credit/subjects?q=91370687300000010Q")
    assert answer.status_code == 422
    assert "第 18 位" in answer.text


def test_an_entry_shows_document_ground_and_hash(as_person, sample):
    entry = sample.ledger.entry(1)
    page = as_person("suqing").get("/credit/entries/1").text
    assert entry.hash in page
    assert entry.event.document.no in page
    assert "价格违法行为行政处罚规定第九条" in page
    assert "与哈希一致" in page


def test_an_enterprise_opens_its_own_entries_only(as_person, sample):
    own = [entry.seq for entry in sample.ledger.entries_of(YUNYU)]
    mine, other = as_person("xukexin"), as_person("zhoulan")
    assert mine.get(f"/credit/entries/{own[0]}").status_code == 200
    assert other.get(f"/credit/entries/{own[0]}").status_code == 404
    assert other.get("/credit/entries/999").status_code == 404
    assert mine.get(f"/credit/entries/{'9' * 30}").status_code == 404


def test_the_ledger_is_verified_on_its_page(as_person, sample, mongo_database):
    client = as_person("shenji")
    assert "第 11 条" in client.get("/credit/ledger").text
    assert "11 条全部相符" in client.post("/credit/ledger").text
    mongo_database["ledger"].update_one({"_id": 4}, {"$set": {"event.actor": "x"}})
    assert "第 4 条不相符" in client.post("/credit/ledger").text
    assert "第 3 条" in client.get("/credit/ledger?before=4").text
    assert client.get("/credit/ledger?before=-7").status_code == 200


def test_the_gate_answers_on_its_own_address(as_person, sample):
    client = as_person("guanhai")
    assert "绿色通道" in client.get("/credit/gate").text
    form = {"uscc": YUNYU, "purpose": "green_lane_hy", "key": "form-key-0001"}
    answer = client.post("/credit/gate", data=form)
    assert answer.location == "/credit/gate/G-2026-000001"
    assert client.post("/credit/gate", data=form).location == answer.location
    page = client.get(answer.location).text
    assert "不予允许" in page
    assert "山东省社会信用条例第二十八条" in page
    assert "2026年12月7日" in page
    assert "关海" not in as_person("xukexin").get("/credit/me").text


def test_a_wrong_question_brings_the_form_back(as_person):
    client = as_person("guanhai")
    form = {"uscc": "91370687300000010Q", "purpose": "green_lane_hy", "key": "form-key-0002"}
    answer = client.post("/credit/gate", data=form)
    assert answer.status_code == 422
    assert "第 18 位" in answer.text
    assert "91370687300000010Q" in answer.text
    refused = client.post(
        "/credit/gate", data={**form, "uscc": YUNYU, "purpose": "public_money_hy"}
    )
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("person", "path"),
    [
        ("suqing", "/credit/me"),
        ("xukexin", f"/credit/subjects/{YUNYU}"),
        ("xukexin", "/credit/ledger"),
        ("suqing", "/credit/ledger"),
        ("suqing", "/credit/gate"),
        ("guanhai", f"/credit/subjects/{YUNYU}"),
        ("guanli", "/credit/subjects"),
        ("guanhai", "/credit/entries/1"),
    ],
)
def test_pages_are_closed_to_other_roles(as_person, person, path):
    assert as_person(person).get(path).status_code == 403


def test_nobody_signed_in_is_led_to_sign_in(app):
    assert app.test_client().get("/credit/me").status_code == 303
