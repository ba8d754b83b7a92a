"""A file of hotline tickets: row by row, twice is once, formulas never computed."""

import io
from dataclasses import replace

import pytest
import xlsxwriter

from services.complaints.commands import tickets as command
from shared.principal import Principal, Role
from tests.complaints import LINZHIYUAN, TERMINAL_NAME, everything_in
from tests.http.complaints.filing_browser import hidden_in
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
CLERK = Principal(
    sub="gaoyuan", name="高媛", role=Role.CLERK, department="hy-port-office", city="haiyang"
)
OTHER = Principal(
    sub="another", name="别人", role=Role.CLERK, department="hy-port-office", city="haiyang"
)
HEAD = (
    "工单编号,来电人,来电号码,诉求内容,被反映单位,收费项目,收费金额,收费日期,是否保密,工单状态,备注"
)
FEE = (
    f"T-1,欧阳芷若,13806386120,码头多收了钱,{TERMINAL_NAME},"
    "货物港务费,320元,2026/11/12,是,待派遣,欧阳芷若很急"
)
SLOW = "T-2,,,海关查验拖了三天,海阳海关,,,,否,待派遣,"
CLOSED = "T-3,某人,,早办完了,某单位,,,,是,已结案,"
WRONG = "T-4,某人,,多收,某单位,货物港务费,很多,昨天,是,待派遣,"
FILE = f"{HEAD}\n{FEE}\n{SLOW}\n{CLOSED}\n{WRONG}"
PAGE = "/complaints/register/tickets"


def send(client, content: str | bytes, name="tickets.csv", **more):
    raw = content.encode() if isinstance(content, str) else content
    hidden = hidden_in(client.get(PAGE).get_data(as_text=True))
    data = {**hidden, **more, "file": (io.BytesIO(raw), name)}
    return client.post(PAGE, data=data, content_type="multipart/form-data")


@pytest.fixture
def clerk(app):
    return sign_in(app.test_client(), CLERK)


def test_good_rows_become_cases_and_bad_ones_are_named(clerk, c, mongo_database):
    page = send(clerk, FILE).get_data(as_text=True)
    assert "收费金额：看不懂这个金额" in page
    assert "工单已办结，不登记" in page
    report, service = (c.cases.cases.get(f"HY-2026-0000{n}-1") for n in (1, 2))
    assert (report.track, report.channel, report.secret) == ("price_report", "12345", True)
    assert (service.track, service.respondent.name) == ("service", "海阳海关")
    assert (service.real_name, service.timeline[0].actor_name) == (False, "高媛")
    assert report.origin.ticket["order_no"] == "T-1"
    assert "欧阳芷若" not in everything_in(mongo_database)
    assert c.cases.cases.get("HY-2026-00003-1") is None


def test_the_same_file_twice_changes_nothing_whoever_sends_it(clerk, app, c):
    send(clerk, FILE)
    again = send(sign_in(app.test_client(), OTHER), FILE).get_data(as_text=True)
    assert "登记过，没有变化" in again
    assert c.cases.cases.get("HY-2026-00003-1") is None
    changed = send(clerk, FILE.replace("多收了钱", "多收了很多钱")).get_data(as_text=True)
    assert "内容与这一行不同" in changed


def test_a_look_keeps_nothing(clerk, c):
    page = send(clerk, FILE, look="yes").get_data(as_text=True)
    assert "可以登记" in page
    assert c.cases.cases.get("HY-2026-00001-1") is None


def test_a_formula_is_refused_not_computed(clerk, c):
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["工单编号", "诉求内容", "被反映单位"])
        sheet.write_row(1, 0, ["T-1", "码头多收", TERMINAL_NAME])
        sheet.write_formula(2, 0, '="T-"&2', value="T-2")
        sheet.write_row(2, 1, ["码头多收", TERMINAL_NAME])
    page = send(clerk, book.getvalue(), "tickets.xlsx").get_data(as_text=True)
    assert "是公式，不计算" in page
    assert c.cases.cases.get("HY-2026-00002-1") is None


def test_a_file_without_a_needed_column_imports_nothing(clerk, c):
    answer = send(clerk, "来电人,诉求内容\n某人,多收")
    assert answer.status_code == 422
    assert "缺少这些列：工单编号" in answer.get_data(as_text=True)
    assert send(clerk, "%PDF-1.7").status_code == 400


def test_only_clerks_import(app):
    assert sign_in(app.test_client(), LINZHIYUAN).get(PAGE).status_code == 403


def test_the_command_looks_at_a_file_without_engines(tmp_path, capsys):
    path = tmp_path / "tickets.csv"
    path.write_text(FILE, encoding="utf-8")
    assert command.run(["import", str(path), "--city", "haiyang", "--dry-run", "--json"]) == 1
    assert '"good": 2' in capsys.readouterr().out
    assert command.run(["import"]) == 2
    assert command.run(["import", str(tmp_path / "none.csv"), "--dry-run"]) == 2


def test_the_hotlines_of_two_cities_may_give_the_same_number(clerk, app, c):
    """The same row from another city is another ticket, of which the first tells nothing."""
    jiaxing = replace(CLERK, sub="jiang", department="jx-port-office", city="jiaxing")
    send(clerk, f"{HEAD}\n{FEE}")
    for more in ({"look": "yes"}, {}):
        page = send(sign_in(app.test_client(), jiaxing), f"{HEAD}\n{FEE}", **more)
        told = page.get_data(as_text=True)
        assert "登记过，没有变化</dt><dd>0</dd>" in told
        assert "内容与这一行不同" not in told
        assert "HY-2026-00001-1" not in told
    filed = c.cases.cases.get("JX-2026-00001-1")
    assert (filed.city, filed.origin.ticket["order_no"]) == ("jiaxing", "T-1")
    assert "登记过，没有变化" in send(clerk, f"{HEAD}\n{FEE}").get_data(as_text=True)
