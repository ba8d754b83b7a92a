"""Filing in five steps and following a case, as an enterprise does it in a browser."""

import io
import re

import pytest

from services.complaints.usecases.cases.my_cases import my_cases
from tests.complaints import SHENYUE, TERMINAL_NAME, XUKEXIN, ZHOULAN, rules
from tests.http.complaints.filing_browser import EVIDENCE, LINE, Browser, found, hidden_in

pytestmark = pytest.mark.engines


@pytest.fixture
def zhoulan(app):
    return Browser(app, ZHOULAN)


def test_five_steps_end_in_a_receipt_with_number_finding_and_date(zhoulan):
    zhoulan.fill()
    answer = zhoulan.submit()
    assert answer.status_code == 303
    page = zhoulan.get(answer.location).get_data(as_text=True)
    assert "HY-2026-00001-1" in page
    assert "高于标准 ¥48.00" in page
    assert "12月14日" in page


def test_a_double_click_files_once(zhoulan, c):
    zhoulan.fill()
    review = f"/complaints/file/{zhoulan.draft}/review"
    page = zhoulan.get(review).get_data(as_text=True)
    hidden = hidden_in(page)
    first = zhoulan.client.post(review, data=hidden)
    second = zhoulan.client.post(review, data=hidden)
    assert first.location == second.location
    assert len(my_cases(ZHOULAN, ports=c.cases, rules=rules()).filed) == 1


def test_a_wrong_code_brings_the_step_back_with_what_was_typed(zhoulan):
    zhoulan.begin()
    answer = zhoulan.step("respondent", {"respondent.uscc": "91370687300000010Q"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "第 18 位不对" in page
    assert "91370687300000010Q" in page
    assert "有 1 处需要修改" in page


def test_lines_are_added_checked_and_deleted_one_by_one(zhoulan):
    zhoulan.begin()
    zhoulan.step("respondent", {"respondent.name": TERMINAL_NAME})
    two = {f"lines.0.{name}": text for name, text in LINE.items()}
    two |= {
        "lines.1.item": "夜间作业附加费",
        "lines.1.amount": "200",
        "lines.1.charged_on": "2026-11-12",
    }
    page = zhoulan.step("lines", two, do="check:1").get_data(as_text=True)
    assert "目录外收费 ¥200.00" in page
    assert "48.00 + 200.00 = 248.00" in page
    zhoulan.step("lines", two, do="delete:0")
    left = zhoulan.get(f"/complaints/file/{zhoulan.draft}/lines").get_data(as_text=True)
    assert 'name="lines.0.item" type="text" value="夜间作业附加费"' in left
    assert "lines.1.item" not in left


def test_a_step_without_its_fields_says_what_is_missing(zhoulan):
    assert "请选择一种情况" in zhoulan.begin(matter="").get_data(as_text=True)
    zhoulan.begin()
    answer = zhoulan.step("lines", {"lines.0.item": "", "lines.0.amount": "-3"})
    assert answer.status_code == 422
    answer = zhoulan.step("evidence", {"narrative": ""})
    assert "请写明发生了什么" in answer.get_data(as_text=True)


def test_an_unfinished_complaint_cannot_be_submitted(zhoulan):
    zhoulan.begin()
    answer = zhoulan.submit()
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "请至少填写一项收费" in page
    assert "请写明发生了什么" in page


def test_a_file_is_taken_and_an_executable_named_pdf_is_not(zhoulan):
    zhoulan.fill()
    good = {"file": (io.BytesIO("账单".encode()), "账单.txt")}
    page = zhoulan.step("evidence", {**EVIDENCE, **good}, do="upload")
    assert page.status_code == 303
    assert "账单.txt" in zhoulan.get(page.location).get_data(as_text=True)
    bad = {"file": (io.BytesIO(b"MZ\x90\x00" + b"\x00" * 200), "账单.pdf")}
    answer = zhoulan.step("evidence", {**EVIDENCE, **bad}, do="upload")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "提箱时多收货物港务费" in page
    assert "账单.txt" in page


def test_a_draft_is_kept_for_its_owner_and_for_nobody_else(zhoulan, app):
    zhoulan.begin()
    zhoulan.step("respondent", {"respondent.name": TERMINAL_NAME}, do="later")
    assert TERMINAL_NAME in zhoulan.get("/complaints/mine").get_data(as_text=True)
    other = Browser(app, SHENYUE).get(f"/complaints/file/{zhoulan.draft}/respondent")
    assert other.status_code == 404


def test_a_draft_can_be_dropped(zhoulan):
    zhoulan.begin()
    page = zhoulan.get("/complaints/mine").get_data(as_text=True)
    token = found(r'name="csrf_token" value="([^"]+)"', page)
    address = f"/complaints/file/{zhoulan.draft}/discard"
    assert address in page
    zhoulan.client.post(address, data={"csrf_token": token})
    assert address not in zhoulan.get("/complaints/mine").get_data(as_text=True)


def test_the_own_case_hides_personal_data_and_another_firm_sees_nothing(zhoulan, app):
    zhoulan.fill()
    number = zhoulan.submit().location.split("/")[-2]
    page = zhoulan.get(f"/complaints/mine/{number}").get_data(as_text=True)
    assert "多收货物港务费" in page
    assert "13806386120" not in page
    unknown = Browser(app, SHENYUE).get("/complaints/mine/HY-2026-99999-1")
    foreign = Browser(app, SHENYUE).get(f"/complaints/mine/{number}")
    about = Browser(app, XUKEXIN).get(f"/complaints/mine/{number}")
    assert unknown.status_code == foreign.status_code == about.status_code
    assert _without_ids(unknown) == _without_ids(foreign)


def test_a_checked_charge_comes_along(zhoulan):
    page = zhoulan.get(
        "/complaints/file?lines.0.item=港务费&lines.0.body=海阳云屿集装箱码头有限公司"
    )
    text = page.get_data(as_text=True)
    assert 'name="lines.0.item" value="港务费"' in text


def test_pages_speak_english(zhoulan):
    zhoulan.fill()
    page = zhoulan.get(f"/complaints/file/{zhoulan.draft}/review?lang=en").get_data(as_text=True)
    assert "Submit the report" in page


def _without_ids(answer):
    text = answer.get_data(as_text=True)
    return re.sub(r'HY-2026-\d+-\d|[0-9a-f]{32}|value="[^"]*"', "", text)


def test_a_line_from_the_check_page_keeps_its_ship_and_is_checked_the_same(zhoulan, c):
    line = {
        "item": "引航费", "amount": "45000", "charged_on": "2026-05-01", "quantity": "1",
        "unit": "call", "port": "烟台港", "trade": "foreign", "net_tons": "150000",
        "nautical_miles": "8", "from": "2026-04-30", "to": "2026-05-01", "refunded": "100",
    }  # fmt: skip
    zhoulan.begin()
    zhoulan.step("respondent", {"respondent.name": "烟台引航站"})
    typed = {f"lines.0.{name}": text for name, text in line.items()}
    page = zhoulan.step("lines", typed, do="check:0").get_data(as_text=True)
    assert "高于标准 ¥900.00" in page
    assert 'name="lines.0.net_tons" type="text" value="150000"' in page
    zhoulan.step("evidence", EVIDENCE)
    assert zhoulan.submit().status_code == 303
    [mine] = my_cases(ZHOULAN, ports=c.cases, rules=rules()).filed
    [filed] = c.cases.cases.get(mine.id).lines
    assert (str(filed.facts.net_tons), str(filed.facts.refunded)) == ("150000", "100")
    assert (str(filed.check.over), str(filed.check.refund_due)) == ("900.00", "800.00")


def test_a_fact_that_cannot_be_read_is_named_in_its_line(zhoulan):
    zhoulan.begin()
    zhoulan.step("respondent", {"respondent.name": TERMINAL_NAME})
    wrong = {f"lines.0.{name}": text for name, text in LINE.items()}
    wrong |= {"lines.0.net_tons": "很多", "lines.0.from": "2027-01-01", "lines.0.to": "2027-01-02"}
    page = zhoulan.step("lines", wrong).get_data(as_text=True)
    assert 'aria-describedby="f-lines-0-net-tons-e' in page
    later = {**wrong, "lines.0.net_tons": "10000"}
    assert "日期不能晚于今天" in zhoulan.step("lines", later).get_data(as_text=True)
