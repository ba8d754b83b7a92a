import pytest
from flask.testing import FlaskClient

from tests.http.complaints.catalogue_app import catalogue_app

ABOVE = {
    "item": "港务费", "body": "海阳云屿集装箱码头有限公司", "container": "40", "loaded": "true",
    "trade": "foreign", "direction": "import", "quantity": "4", "unit": "box",
    "amount": "320.00", "charged_on": "2026-11-12",
}  # fmt: skip


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return catalogue_app().test_client()


def page(client, address, status=200, **query):
    answer = client.get(address, query_string=query)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_before_the_first_check_there_is_only_the_form(client):
    html = page(client, "/complaints/check")
    assert 'id="result"' not in html
    assert 'value="2026-11-23"' in html


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "高于标准 ¥48.00"),
        ({"amount": "272"}, "在标准内"),
        ({"amount": "200"}, "低于政府定价"),
        ({"item": "夜间作业附加费"}, "目录外收费 ¥320.00"),
        ({"item": "港建费"}, "已取消项目 ¥320.00"),
        ({"item": "查验服务费"}, "待人工核对"),
    ],
)
def test_each_finding_has_its_words_and_says_what_it_is_not(client, changes, words):
    html = page(client, "/complaints/check", **{**ABOVE, **changes})
    assert words in html
    assert "初步核对，不是行政决定" in html
    assert "就这笔收费投诉" in html


def test_the_page_shows_match_sum_and_basis(client):
    html = page(client, "/complaints/check", **ABOVE)
    for words in ("同义词", "68.00 元/箱 × 4 箱", "80.00 元/箱 × 4 箱", "272.00", "V2", "示例"):
        assert words in html


def test_what_is_missing_is_asked_for(client):
    html = page(client, "/complaints/check", **{**ABOVE, "direction": "", "amount": "150"})
    assert "补充进出口方向" in html


def test_a_wrong_form_comes_back_with_what_was_typed(client):
    wrong = {**ABOVE, "amount": "-3", "charged_on": ""}
    html = page(client, "/complaints/check", 422, **wrong)
    assert "金额不能是负数" in html
    assert "请填写收费日期" in html
    assert 'value="-3"' in html


def test_what_is_typed_is_never_markup(client):
    html = page(client, "/complaints/check", **{**ABOVE, "item": "<script>alert(1)</script>"})
    assert "<script>" not in html


def test_the_short_address_keeps_the_question(client):
    answer = client.get("/check?item=a&amount=1")
    assert answer.status_code == 302
    assert answer.location == "/complaints/check?item=a&amount=1"


def test_the_list_says_which_lists_are_complete_and_which_are_samples(client):
    html = page(client, "/complaints/catalogue")
    for words in ("完整", "不完整", "示例", "湖北国际贸易单一窗口"):
        assert words in html


def test_filters_stay_in_the_address_of_the_next_page(client):
    html = page(client, "/complaints/catalogue", port="武汉新港")
    assert "after=" in html
    assert "port=%E6%AD%A6%E6%B1%89%E6%96%B0%E6%B8%AF" in html


def test_a_list_without_rows_offers_a_way_on(client):
    assert "没有符合条件的收费项目" in page(client, "/complaints/catalogue", q="没有这一项")


def test_a_day_that_is_none_is_told_and_the_list_still_shown(client):
    assert "日期写成" in page(client, "/complaints/catalogue", 422, as_of="2026-13-01")


def test_a_row_shows_its_versions(client):
    html = page(client, "/complaints/catalogue/HY-0112-40-foreign")
    assert "/complaints/catalogue/HY-0112-40-foreign-1" in html
    assert "20.00 元/箱·天" in html


def test_a_row_not_in_force_says_from_when_to_when(client):
    html = page(client, "/complaints/catalogue/nansha-059")
    assert "不执行" in html
    assert "2020年6月30日" in html


def test_a_row_that_does_not_exist_is_not_found(client):
    html = page(client, "/complaints/catalogue/none", 404)
    assert "<h1>没有这个目录条目</h1>" in html
    assert 'href="/complaints/catalogue"' in html


@pytest.mark.parametrize(
    "address",
    ["/complaints/check", "/complaints/catalogue", "/complaints/catalogue/HY-0117"],
)
def test_every_page_speaks_english(client, address):
    html = page(client, address, lang="en")
    assert 'lang="en"' in html
    assert "Catalogue of charges" in html


def test_a_charge_tells_what_it_was_checked_as_how_and_how_surely(client):
    html = page(client, "/complaints/check", lang="zh", **ABOVE)
    assert "按“货物港务费”核对，同义词，得分 1.00" in html
    assert "没有认出是哪一项收费" in page(client, "/complaints/check", **{**ABOVE, "item": "乌有"})


def test_days_in_a_reason_are_written_out_in_both_languages(client):
    detention = {**ABOVE, "item": "滞箱费", "port": "武汉新港", "body": "", "days": "22"}
    html = page(client, "/complaints/check", lang="zh", **detention)
    assert "自 2022年1月1日 起已知" in html
    english = page(client, "/complaints/check", lang="en", **detention)
    assert "it is known from 1 Jan 2022." in english
