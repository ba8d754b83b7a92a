"""One complaint being filed in two tabs: nothing typed is overwritten in silence."""

import io
import re
import threading

import pytest

from tests.complaints import TERMINAL_NAME, ZHOULAN
from tests.http.complaints.filing_browser import EVIDENCE, LINE, Browser, hidden_in
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
STEPS = ("respondent", "lines", "evidence", "review")
OTHER_NAME = "海阳另一家码头有限公司"


class Tab:
    """A page of the complaint that stays as it was when it was opened."""

    def __init__(self, browser, step):
        self.browser = browser
        self.address = f"/complaints/file/{browser.draft}/{step}"
        self.hidden = hidden_in(browser.get(self.address).text)

    def send(self, fields, do="later"):
        data = {**self.hidden, **fields, "do": do}
        return self.browser.client.post(self.address, data=data)


@pytest.fixture
def zhoulan(app):
    browser = Browser(app, ZHOULAN)
    browser.fill()
    return browser


def test_the_later_of_two_tabs_is_shown_both_versions_and_keeps_what_it_typed(zhoulan):
    one, other = Tab(zhoulan, "respondent"), Tab(zhoulan, "respondent")
    one.send({"respondent.name": OTHER_NAME})
    answer = other.send({"respondent.name": "我写的名称"})
    assert answer.status_code == 409
    assert "这一步在另一个窗口改过了" in answer.text
    assert cells(answer.text) == [("收费单位的名称", OTHER_NAME, "我写的名称")]
    assert 'name="respondent.name" type="text" value="我写的名称"' in answer.text
    assert OTHER_NAME in zhoulan.get(one.address).text


def test_sending_again_from_the_page_of_both_versions_keeps_the_own_one(zhoulan):
    one, other = Tab(zhoulan, "respondent"), Tab(zhoulan, "respondent")
    one.send({"respondent.name": OTHER_NAME})
    other.hidden = hidden_in(other.send({"respondent.name": "我写的名称"}).text)
    assert other.send({"respondent.name": "我写的名称"}).status_code == 303
    page = zhoulan.get(one.address).text
    assert "我写的名称" in page
    assert OTHER_NAME not in page


def test_two_tabs_at_different_steps_are_in_nobodys_way(zhoulan):
    one, other = Tab(zhoulan, "respondent"), Tab(zhoulan, "evidence")
    one.send({"respondent.name": OTHER_NAME})
    assert other.send({**EVIDENCE, "narrative": "另一段经过"}).status_code == 303
    page = zhoulan.get(f"/complaints/file/{zhoulan.draft}/review").text
    assert OTHER_NAME in page
    assert "另一段经过" in page


@pytest.mark.parametrize("do", ["add", "delete:0", "next"])
def test_a_button_that_is_pressed_twice_counts_once_and_is_no_conflict(zhoulan, do):
    tab = Tab(zhoulan, "lines")
    line = {f"lines.0.{name}": text for name, text in LINE.items()}
    statuses = [tab.send({**line, "bill_no": "7"}, do=do).status_code for _ in range(2)]
    assert statuses[0] == statuses[1] < 400
    page = zhoulan.get(tab.address).text
    lines = len(re.findall(r'name="lines\.\d+\.item"', page))
    assert lines == {"add": 2, "delete:0": 0, "next": 1}[do]


def test_lines_of_two_tabs_are_compared_field_by_field_in_words(zhoulan):
    one, other = Tab(zhoulan, "lines"), Tab(zhoulan, "lines")
    line = {f"lines.0.{name}": text for name, text in LINE.items()}
    one.send({**line, "lines.0.amount": "300"})
    answer = other.send({**line, "lines.0.trade": "domestic", "lines.1.item": "拖轮费"})
    assert answer.status_code == 409
    assert cells(answer.text) == [
        ("第 1 行，金额（元）", "300", "320"),
        ("第 1 行，贸易", "外贸", "内贸"),
        ("第 2 行，账单上的项目名称", "（空）", "拖轮费"),
    ]


def test_a_file_of_one_tab_and_the_words_of_another_both_stay(zhoulan):
    one, other = Tab(zhoulan, "evidence"), Tab(zhoulan, "evidence")
    for tab, name in ((one, "一.txt"), (other, "二.txt")):
        file = (io.BytesIO("账单".encode()), name)
        assert tab.send({**EVIDENCE, "file": file}, do="upload").status_code == 303
    page = zhoulan.get(one.address).text
    assert "一.txt" in page
    assert "二.txt" in page


def test_what_was_not_looked_over_is_not_handed_in(zhoulan):
    review, other = Tab(zhoulan, "review"), Tab(zhoulan, "respondent")
    other.send({"respondent.name": OTHER_NAME})
    answer = review.send({})
    assert answer.status_code == 409
    assert "请再核对一遍" in answer.text
    assert OTHER_NAME in answer.text
    review.hidden = hidden_in(answer.text)
    assert "/receipt" in review.send({}).location


def test_a_tab_that_comes_after_handing_in_is_told_so(zhoulan):
    review, other = Tab(zhoulan, "review"), Tab(zhoulan, "respondent")
    receipt = review.send({}).location
    answer = other.send({"respondent.name": OTHER_NAME})
    assert answer.location == receipt
    page = zhoulan.get(receipt).text
    assert "这件投诉已经提交，刚才填写的没有改动它。" in page
    assert OTHER_NAME not in page


def test_many_tabs_at_the_same_moment_leave_one_winner(zhoulan, app):
    tab = Tab(zhoulan, "respondent")
    answers = []

    def press(number):
        client = sign_in(app.test_client(), ZHOULAN)
        named = {"version": tab.hidden["version"], "respondent.name": f"第{number}家"}
        answers.append((client.post(tab.address, data=named).status_code, number))

    threads = [threading.Thread(target=press, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [(_, winner)] = [each for each in answers if each[0] == 303]
    assert [status for status, number in answers if number != winner] == [409] * 5
    assert f"第{winner}家" in zhoulan.get(tab.address).text


def test_the_page_of_both_versions_speaks_english(zhoulan):
    one, other = Tab(zhoulan, "respondent"), Tab(zhoulan, "respondent")
    one.send({"respondent.name": TERMINAL_NAME + "二"})
    zhoulan.get("/complaints/mine?lang=en")
    answer = other.send({"respondent.name": "x"})
    assert "This step was changed in another window" in answer.text


def cells(page: str) -> list[tuple[str, ...]]:
    """Return the rows of the table of differences."""
    table = page.split("两边不同的内容")[1].split("</table>", maxsplit=1)[0]
    rows = table.split("<tbody")[1].split("<tr")[1:]
    found = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows)
    return [tuple(re.sub(r"<[^>]+>", "", cell) for cell in row) for row in found]
