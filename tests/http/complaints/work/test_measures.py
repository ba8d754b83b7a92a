"""The board of measures: report, accept, return, remind, and what the public sees of it."""

import json
import re

import pytest

from services.complaints.domain.commitments import measure as measures
from shared.principal import Principal, Role
from tests.complaints import HANBING, LINZHIYUAN, LUHENG, SHENJI, ZHOULAN
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
SECOND = Principal(
    sub="second", name="方岚", role=Role.SUPERVISOR, department="hy-port-office", city="haiyang"
)
BOARD = "/complaints/measures"
_VERSION = re.compile(
    r'name="row" value="([^"]+)"><input type="hidden" name="version" value="(\d+)"'
)


class Desk:
    """Somebody at the board."""

    posted = 0

    def __init__(self, app, person=None):
        self.client = app.test_client()
        if person:
            sign_in(self.client, person)

    def page(self, path="", status=200, **query):
        answer = self.client.get(f"{BOARD}{path}", query_string=query)
        assert answer.status_code == status, answer.text
        return answer.text

    def post(self, row, act, status=303, **fields):
        measure = row.partition("#")[0]
        versions = dict(_VERSION.findall(self.page(f"/{measure}")))
        Desk.posted += 1
        form = {"row": row, "version": versions.get(row, "0"), "key": f"key-{Desk.posted:06d}"}
        form |= {name.replace("__", "."): value for name, value in fields.items()}
        return self.send(measure, act, form, status)

    def send(self, measure, act, form, status=303):
        answer = self.client.post(f"{BOARD}/{measure}/{act}", data=form)
        assert answer.status_code == status, answer.text
        return answer.text


@pytest.fixture
def at(app):
    return lambda person=None: Desk(app, person)


REPORT = {
    "values__value": "100",
    "values__on": "2026-11-20",
    "progress": "收费公示栏已更新",
    "evidence": "检查记录第7号",
    "evidence_link": "https://port.example/notice",
    "note": "两家还在催",
    "done": "yes",
}


def test_every_row_of_the_notice_stands_on_the_board(at):
    html = at().page(city="jiaxing")
    assert html.count('<tr role="row">') == 40
    assert "无量化标准" in html
    assert html.count("通知两处期限不一致") == 4
    assert html.count("不少于 44 种") == html.count("不多于 48 种") == 2
    assert "另一处：2018年12月31日" in html
    assert "另一处：2018年11月1日" in html


def test_a_report_is_public_only_once_somebody_else_has_accepted_it(at):
    at(LINZHIYUAN).post("HY-16", "report", **REPORT)
    assert "收费公示栏已更新" not in at().page("/HY-16")
    assert "收费公示栏已更新" in at(HANBING).page("/HY-16")
    at(HANBING).post("HY-16", "accept")
    public = at().page("/HY-16")
    assert "收费公示栏已更新" in public
    assert "检查记录第7号" in public
    assert "兑现了承诺" in public
    for inside in ("两家还在催", "林致远", "全部记录"):
        assert inside not in public
    assert "两家还在催" in at(LINZHIYUAN).page("/HY-16")


def test_a_report_of_another_value_waits_beside_the_accepted_one(at):
    at(LINZHIYUAN).post("HY-16", "report", **REPORT)
    at(HANBING).post("HY-16", "accept")
    at(LINZHIYUAN).post("HY-16", "report", **{**REPORT, "values__value": "91.5"})
    assert "91.5%" not in at().page("/HY-16")
    official = at(HANBING).page("/HY-16")
    assert "91.5%" in official
    assert "填报完成，数值不符" in official


def test_a_returned_report_says_why_and_tells_the_unit(at, c):
    at(LINZHIYUAN).post("HY-16", "report", **REPORT)
    at(HANBING).post("HY-16", "return", status=422)
    at(HANBING).post("HY-16", "return", words="缺少现场照片")
    assert "缺少现场照片" in at(LINZHIYUAN).page("/HY-16")
    assert "缺少现场照片" not in at().page("/HY-16")
    at(HANBING).post("HY-16", "accept", status=409)
    assert told(c, "HY-16") == [("reported", ["hy-port-office"]), ("returned", ["hy-market"])]


def test_a_reminder_goes_to_every_unit_in_charge(at, c):
    at(HANBING).post("HY-18", "remind", words="请在月底前填报")
    assert told(c, "HY-18") == [("reminded", ["hy-market"])]
    assert "请在月底前填报" not in at().page("/HY-18")


def test_nobody_accepts_a_report_of_their_own(at):
    at(HANBING).post("HY-16", "report", **REPORT)
    at(HANBING).post("HY-16", "accept", status=403)
    at(SECOND).post("HY-16", "accept")


@pytest.mark.parametrize(
    ("person", "row", "act", "status"),
    [
        (LINZHIYUAN, "HY-8", "report", 403),
        (LUHENG, "HY-16", "report", 403),
        (LINZHIYUAN, "HY-16", "accept", 403),
        (ZHOULAN, "HY-16", "report", 403),
        (SHENJI, "HY-16", "report", 403),
    ],
)
def test_only_the_units_of_a_measure_report_and_only_the_supervisor_decides(
    at, person, row, act, status
):
    at(person).post(row, act, status=status, **REPORT)


def test_somebody_elses_change_in_between_is_not_overwritten(at):
    form = {"row": "HY-16", "version": "0", "key": "key-in-between", "progress": "一"}
    at(LINZHIYUAN).post("HY-16", "report", **REPORT)
    assert "别人刚改过这一项" in at(HANBING).send("HY-16", "report", form, status=409)


def test_a_form_sent_twice_counts_once(at, c):
    form = {"row": "HY-16", "version": "0", "key": "key-sent-twice", "progress": "一"}
    at(LINZHIYUAN).send("HY-16", "report", form)
    at(LINZHIYUAN).send("HY-16", "report", form)
    (measure,) = c.measures.of_city("haiyang")
    assert (measure.version, len(measure.history)) == (1, 1)


def test_a_measure_can_be_reported_for_ever_and_its_older_entries_are_kept_apart(
    at, c, monkeypatch
):
    monkeypatch.setattr(measures, "MOST_ENTRIES", 4)
    monkeypatch.setattr(measures, "_KEPT_ENTRIES", 2)
    officer, supervisor = at(LINZHIYUAN), at(SECOND)
    for number in range(4):
        officer.post("HY-16", "report", **{**REPORT, "note": f"第{number}次"})
        supervisor.post("HY-16", "accept")
    supervisor.post("HY-16", "remind", words="请更新")
    (measure,) = c.measures.of_city("haiyang")
    assert (measure.version, measure.earlier) == (9, 6)
    assert [each.act for each in measure.history] == ["reported", "accepted", "reminded"]
    earlier = c.measures.earlier("HY-16", before=6, most=4)
    assert [each.words for each in earlier] == ["第1次", "", "第2次", ""]
    html = officer.page("/HY-16")
    assert "全部记录（9 条）" in html
    assert all(f"第{number}次" in html for number in range(4))
    assert "第0次" not in at().page("/HY-16")


def test_reminders_without_an_answer_end_before_the_history_grows_without_end(at, monkeypatch):
    monkeypatch.setattr(measures, "MOST_ENTRIES", 2)
    supervisor = at(SECOND)
    for _ in range(4):
        supervisor.post("HY-16", "remind", words="请填报")
    assert "催办太多次" in supervisor.post("HY-16", "remind", status=409, words="请填报")
    at(LINZHIYUAN).post("HY-16", "report", **REPORT)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"progress": ""}, "请写明进展"),
        ({"values__value": "101"}, "百分数不能大于 100"),
        ({"values__value": "all"}, "应当是数字"),
        ({"values__on": "2026-11-24"}, "日期不能晚于今天"),
        ({"evidence_link": "javascript:alert(1)"}, "网址以 https:// 开头"),
        ({"progress": "长" * 2001}, "最多 2000 个字"),
    ],
)
def test_a_wrong_report_comes_back_with_what_was_typed(at, changes, words):
    html = at(LINZHIYUAN).post("HY-16", "report", status=422, **{**REPORT, **changes})
    assert words in html
    assert "检查记录第7号" in html


def test_yes_or_no_is_reported_part_by_part(at):
    at(HANBING).post(
        "HY-20#2", "report", values__mailbox="true", values__phone="false", progress="邮箱已公布"
    )
    html = at(SECOND).page("/HY-20")
    assert "设立投诉邮箱：是；设立投诉电话：否" in html
    assert "没有兑现" in html


def test_an_unknown_measure_is_not_found(at):
    at().page("/HY-99", status=404)
    form = {"row": "HY-8", "version": "0", "key": "key-of-another"}
    at(HANBING).send("HY-16", "remind", form, status=404)


def test_complaints_that_rest_on_a_measure_are_counted_and_listed_for_who_may_see_them(
    at, c, case_id
):
    measure = c.cases.cases.get(case_id).routing.measures[0]
    public = at().page(f"/{measure}")
    assert "不足 5 件" in public
    assert "1 件" not in public
    assert case_id not in public
    assert "1 件" in at(LINZHIYUAN).page(f"/{measure}")
    assert case_id in at(LINZHIYUAN).page(f"/{measure}")
    assert case_id not in at(LUHENG).page(f"/{measure}")


def told(c, row):
    found = c.cases.cases._database["measures"].find_one({"_id": row})
    data = [json.loads(event["body"])["data"] for event in found["outbox"]]
    return [(each["act"], each["departments"]) for each in data]
