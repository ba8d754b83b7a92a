"""Giving a name afterwards, over HTTP: in the mailbox, and by an account with the receipt."""

import pytest
import structlog
from structlog.testing import capture_logs

from services.complaints.domain.cases.service_matter import ServiceMatter
from services.complaints.usecases.cases.anonymous.file_report import file_report
from services.complaints.usecases.cases.anonymous.give_name import name_linked
from services.complaints.usecases.cases.resolve_recipient import resolve_recipient
from tests.complaints import (
    FORWARDER,
    LINZHIYUAN,
    SHENYUE,
    XUKEXIN,
    ZHOULAN,
    a_complaint,
    everything_in,
)
from tests.http.complaints.anonymous import Visitor, found
from tests.http.complaints.test_follow import CASE, reported
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
PAGE = "/complaints/follow/mailbox/name"
LINK = "/complaints/mine/report"
TYPED = {
    "reporter.name": "欧阳若溪",
    "reporter.phone": "13912345678",
    "reporter.email": "ruoxi@home.example",
    "publish": "yes",
    "understood": "yes",
}
SECRETS = ("欧阳若溪", "13912345678", "ruoxi@home.example")


@pytest.fixture
def receipt(c):
    return reported(c, "first")


@pytest.fixture
def visitor(app, receipt):
    visitor = Visitor(app)
    visitor.open(receipt)
    return visitor


def give(visitor, **changes):
    if visitor.page.find(f'action="{PAGE}"') < 0:
        visitor.get(PAGE)
    hidden = {n: found(rf'name="{n}" value="([^"]+)"', visitor.page) for n in ("token", "key")}
    typed = {name: text for name, text in {**TYPED, **changes}.items() if text}
    return visitor.post(PAGE, {**hidden, **typed})


def test_the_page_says_who_will_know_before_anything_is_typed(visitor):
    assert PAGE in visitor.page
    visitor.get(PAGE)
    for said in ("谁会知道", "谁仍然不知道", "按实名举报告知", "不能撤回"):
        assert said in visitor.page


def test_the_reporter_is_named_sealed_and_the_mailbox_goes_on(visitor, app, c, mongo_database):
    visitor.write("我是欧阳若溪。")
    assert give(visitor).status_code == 303
    case = c.cases.cases.get(CASE)
    assert case.real_name
    visitor.get("/complaints/follow/mailbox")
    assert "按实名办理" in visitor.page
    assert "举报人留下姓名" in visitor.page
    assert visitor.write("还有一张小票。").status_code == 200
    assert not [each for each in SECRETS if each in everything_in(mongo_database)]
    desk = sign_in(app.test_client(), LINZHIYUAN)
    page = desk.get(f"/complaints/cases/{CASE}").text
    assert "欧*" in page
    assert not [each for each in SECRETS if each in page]
    assert "欧阳若溪" not in desk.get(f"/complaints/cases/{CASE}/mailbox").text
    opened = desk.post(
        f"/complaints/cases/{CASE}/identity", data={"reason": "I1", "text": "核对"}
    ).text
    assert "欧阳若溪" in opened


def test_notices_reach_the_reporter_from_then_on(visitor, c):
    give(visitor)
    told = resolve_recipient(f"{CASE}/reporter", asker=ZHOULAN, now=c.now(), ports=c.cases)
    assert told.email == "ruoxi@home.example"


def test_the_same_form_names_once_and_a_later_page_leads_back(visitor, c):
    visitor.get(PAGE)
    page = visitor.page
    for _ in range(2):
        visitor.page = page
        assert give(visitor).status_code == 303
    actions = [step.action for step in c.cases.cases.get(CASE).timeline]
    assert actions.count("reporter_named") == 1
    assert visitor.get(PAGE).location == "/complaints/follow/mailbox"
    visitor.page = page.replace('name="key" value="', 'name="key" value="another')
    assert give(visitor, **{"reporter.name": "别人"}).status_code == 409


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("reporter.name", "请填写姓名"),
        ("understood", "请确认您已了解"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(visitor, c, left_out, said):
    assert give(visitor, **{left_out: ""}).status_code == 422
    assert said in visitor.page
    kept = [text for name, text in TYPED.items() if name.startswith("reporter.")]
    assert all(text in visitor.page for text in kept if TYPED.get(left_out) != text)
    assert not c.cases.cases.get(CASE).real_name


def test_nobody_gives_a_name_without_the_open_mailbox_and_its_token(app, visitor, c):
    assert Visitor(app).get(PAGE).status_code == 303
    assert Visitor(app).post(PAGE, TYPED).status_code == 303
    answer = visitor.post(PAGE, {**TYPED, "token": "0" * 64, "key": "k" * 32})
    assert answer.status_code == 400
    assert not c.cases.cases.get(CASE).real_name


def test_neither_log_nor_event_nor_respondent_learns_who(visitor, app, mongo_database):
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        give(visitor)
    row = mongo_database["cases"].find_one({"_id": CASE})
    told = str(lines) + str(row["outbox"])
    respondent = sign_in(app.test_client(), XUKEXIN)
    told += respondent.get("/complaints/mine").text
    assert "reporter_named" in told
    assert not [each for each in SECRETS if each in told]
    assert respondent.get(f"/complaints/mine/{CASE}").status_code == 404


def test_the_other_cases_of_the_submission_get_the_name_too(app, c):
    command = a_complaint(
        reporter=None,
        channel="anonymous",
        narrative="多收港务费，通关慢。",
        service=ServiceMatter(promised="半小时", window="3 号窗口"),
    )
    filed = file_report(command, secret="two", now=c.now(), ports=c.cases, rules=c.rules)
    visitor = Visitor(app)
    visitor.open(filed.receipt)
    assert give(visitor).status_code == 303
    both = [c.cases.cases.get(each) for each in (filed.case.id, *filed.case.linked)]
    assert len(both) == 2
    assert all(case.real_name and case.reporter_key for case in both)
    assert name_linked(filed.case.id, now=c.now(), ports=c.cases, rules=c.rules) == 0
    desk = sign_in(app.test_client(), LINZHIYUAN)
    assert "信箱" in desk.get(f"/complaints/cases/{filed.case.id}").text


def test_an_account_takes_over_its_report_by_the_receipt(app, receipt, c):
    client = sign_in(app.test_client(), ZHOULAN)
    asked = client.get(LINK)
    assert "海阳汐岸国际货运代理有限公司" in asked.text
    form = {**TYPED, "receipt": receipt, "key": "link-key-1"}
    wrong = client.post(LINK, data={**form, "receipt": "1234567812345678"})
    assert wrong.status_code == 422
    assert 'value="欧阳若溪"' in wrong.text
    answer = client.post(LINK, data=form)
    assert answer.location == f"/complaints/mine/{CASE}"
    assert CASE in client.get("/complaints/mine").text
    case = c.cases.cases.get(CASE)
    assert case.reporter_firm_key == c.cases.blind.of("firm", FORWARDER)
    assert sign_in(app.test_client(), SHENYUE).get(answer.location).status_code == 404


def test_a_report_about_the_own_firm_is_not_shown_to_the_firm(app, receipt, c):
    client = sign_in(app.test_client(), XUKEXIN)
    answer = client.post(LINK, data={**TYPED, "receipt": receipt, "key": "link-key-1"})
    assert answer.status_code == 409
    assert "让单位看到" in answer.text
    assert not c.cases.cases.get(CASE).real_name
