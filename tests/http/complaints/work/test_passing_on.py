"""Transfer, forwarding and disputes on pages: who is offered what, and what each side reads."""

from dataclasses import replace

import pytest

from services.complaints.usecases.cases.meet_staff import meet
from tests.complaints import HANBING, NOW, SUQING, ZHOULAN
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")
DISPUTE = {"department": "hy-transport", "text": "属于经营许可。"}


@pytest.fixture
def there(c, as_officer):
    meet(TRANSPORT, now=NOW, staff=c.cases.staff)
    return as_officer(TRANSPORT)


def test_a_case_whose_respondent_turns_out_to_be_the_department_is_passed_on_at_one_click(
    lin, as_officer, case_id
):
    lin.post(
        "correct_respondent",
        respondent_uscc="91330482300000029H",
        respondent_name="海阳市市场监管局",
        text="对照证书核实。",
    )
    page = lin.get()
    assert "移送市发展改革局" in page
    form = lin.get("/transfer")
    assert 'value="hy-reform" selected' in form
    assert 'value="X2" selected' in form
    assert 'value="hy-market"' not in form
    lin.post("transfer", department="hy-reform", ground="X2", text="本局是被举报单位。")
    lin.get(status=403)
    reform = as_officer(replace(SUQING, sub="luyao", department="hy-reform"))
    assert "移送市发展改革局" not in reform.get()


def test_the_reporter_reads_who_has_the_case_now(lin, app, case_id):
    lin.post("transfer", department="hy-transport", ground="X1", text="经营许可。")
    text = sign_in(app.test_client(), ZHOULAN).get(f"/complaints/mine/{case_id}").text
    assert "现在由市交通运输局承办" in text
    assert "经营许可。" in text  # the page of the step says that the reporter reads it


def test_a_forwarded_case_shows_its_sender_and_the_day_of_the_report(lin, there):
    form = {"department": "hy-transport", "report_back_on": "2026-11-30", "text": "请核实。"}
    lin.post("forward_case", **form, attachments="2", pages="7")
    page = there.get()
    assert "市市场监管局于" in page
    assert "附件 2 份，7 页" in page
    assert "市市场监管局于" in lin.get()
    there.post("report_back", text="已核实。")
    assert "已反馈结果" in lin.get()
    assert "The outcome was reported" in lin.get("?lang=en")


def test_both_sides_of_a_dispute_read_it_and_the_superior_rules(lin, there, as_officer, clock):
    han = as_officer(HANBING)
    lin.post("raise_dispute", **DISPUTE)
    for officer in (lin, there, han):
        assert "市市场监管局认为应由市交通运输局管辖" in officer.get()
    assert "还在协商" in han.get("/rule_dispute")
    assert "请填写这一项" in there.post("settle_dispute", 422, agree="no")
    there.post("settle_dispute", agree="no", text="不属于我局。")
    assert "等待口岸办指定" in lin.get()
    han.post("rule_dispute", department="hy-transport", text="依据三定方案。")
    assert "管辖争议：" not in there.get()
    assert "/transfer" in there.get()
