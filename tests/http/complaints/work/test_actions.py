"""Each action: what its form asks, what comes back wrong, and that it happens once."""

import pytest

from shared.clock import local_date
from tests.complaints import NOW, REGISTERED, TERMINAL, TERMINAL_NAME
from tests.http.complaints.work.conftest import FINDING, drafted, filed

pytestmark = pytest.mark.engines


@pytest.fixture
def stored(c, case_id):
    """Return how to read the case as it is stored."""
    return lambda: c.cases.cases.get(case_id)


def test_a_case_is_taken_to_its_end_with_forms_alone(lin, su, clock, stored, case_id):
    drafted(lin, su, clock)
    assert su.post("approve_decision", approve="true", respondent_uscc=TERMINAL).endswith(case_id)
    served_on = local_date(clock.now).isoformat()
    lin.post("record_service", served_on=served_on, way="direct", proof="送达回证 12 号")
    assert "还没有告知实名举报人是否立案" in lin.get("/close")
    assert "总局令第20号第三十一条" in lin.get()
    assert "has not been told" in lin.get("/close?lang=en")
    lin.get("/record_told?lang=zh")
    lin.post("record_told", told_on=served_on, way="letter", text="挂号信 12 号")
    paid = {"refund": "1", "what": "paid", "amount": "48.00", "text": "转账回单"}
    lin.post("record_refund", on=served_on, **paid)
    lin.post("close")
    assert stored().state == "closed"
    assert stored().decision.document_no == "海市监处罚〔2026〕1号"
    assert stored().decision.legal_basis == ("价格违法行为行政处罚规定第九条",)
    text = lin.get()
    assert "案件已办结" in text
    assert REGISTERED in text
    assert "送达回证 12 号" in text


def test_after_an_action_the_case_says_what_happened_and_what_is_next(lin):
    lin.post("begin_check", officers=["suqing"])
    text = lin.get()
    assert (
        "HY-2026-00001-1：开始核查，现在是“核查中”。下一个期限：决定是否立案，12月14日前。" in text
    )
    assert 'btn-primary" href="/complaints/cases/HY-2026-00001-1/propose_filing"' in text


def test_a_double_click_acts_once_and_the_second_answer_is_the_first(lin, stored):
    form = {"key": "key-double-click", "version": "1", "officers": ["suqing"]}
    first = lin.send("begin_check", form, status=303)
    assert lin.send("begin_check", form, status=303) == first
    assert stored().version == 2


def test_a_finding_sent_twice_is_recorded_once(lin, su, stored):
    filed(lin, su)
    version = stored().version
    form = {"key": "key-findings", "version": str(version)}
    form |= {name.replace("__", "."): value for name, value in FINDING.items()}
    for _ in range(2):
        lin.send("record_finding", form, status=303)
    assert stored().version == version + 1
    assert str(stored().lines[0].finding.over) == "48.00"


def test_the_same_key_with_another_form_is_refused(lin, stored):
    form = {"key": "key-00000009", "version": "1", "officers": ["suqing"]}
    lin.send("begin_check", form, status=303)
    lin.send("begin_check", form | {"text": "另一份"}, status=422)
    assert stored().version == 2


def test_a_form_without_a_key_cannot_be_read(lin, stored):
    lin.send("begin_check", {"officers": ["suqing"]}, status=400)
    assert stored().version == 1


def test_an_approval_posted_without_the_version_is_refused(lin, su, stored):
    lin.post("begin_check", officers=["suqing"])
    lin.post("propose_filing", ground="F19", text="线索属实。")
    text = su.send("decide_filing", {"key": "key-00000013", "confirm": "true"}, status=428)
    assert "审批须写明看到的是案件的哪一版" in text
    assert stored().state == "filing_proposed"


def test_who_was_overtaken_sees_both_and_may_send_again(lin, su, stored):
    lin.post("begin_check", officers=["suqing"])
    old = {"key": "key-00000010", "version": "1", "ground": "F19", "text": "我写的意见"}
    text = lin.send("propose_filing", old, status=409)
    assert "别人刚改过这件案件" in text
    assert "我写的意见" in text
    assert "现在的情况" in text
    assert 'value="F19" checked' in text
    lin.send("propose_filing", old | {"version": "2"}, status=303)
    assert stored().filing.text == "我写的意见"


def test_a_step_whose_time_is_over_says_so_and_keeps_what_was_typed(lin, su):
    filed(lin, su)
    late = {"key": "key-00000011", "version": "3", "ground": "N19-1", "text": "没有证据"}
    text = lin.send("propose_filing", late, status=409)
    assert "现在不能办这一步" in text
    assert "没有证据" in text


def test_every_field_of_a_step_that_is_gone_is_shown_in_words(lin, su, clock):
    drafted(lin, su, clock)
    late = {
        "key": "key-00000014",
        "version": "3",
        "findings.0.upheld": "true",
        "findings.0.violation": "V2",
        "findings.0.over": "47.50",
        "findings.0.note": "已对账",
    }
    text = lin.send("record_finding", late, status=409)
    assert (
        '<span lang="zh-CN">1. 货物港务费</span>：认定多收（元）</dt><dd class="prose">47.50'
        in text
    )
    assert "已对账" in text
    draft = {
        "key": "key-00000015",
        "version": "3",
        "kind": "penalty",
        "level": "ordinary",
        "fine": "2,345.00",
        "legal_basis": "价格法第三十九条",
        "facts": "多收。",
    }
    text = lin.send("draft_decision", draft, status=422)
    assert "现在不能办这一步" in text
    for typed in ("行政处罚", "一般", "2,345.00", "价格法第三十九条", "多收。"):
        assert f'<dd class="prose">{typed}' in text
    assert "key-00000015" not in text.partition("<main")[2]


def test_a_step_too_early_tells_which_state_it_needs(lin):
    text = lin.get("/approve_decision")
    assert "案件现在的状态不能办这一步" in text
    assert "案件为“决定待审批”时可以办" in text
    assert "<button" not in text.partition("<main")[2]


def test_who_proposed_does_not_decide(lin):
    lin.post("begin_check", officers=["suqing"])
    lin.post("propose_filing", ground="F19", text="线索属实。")
    assert "上一步由您办理，须由另一名承办人办这一步" in lin.get("/decide_filing")
    form = {"key": "key-00000012", "version": "3", "confirm": "true"}
    assert "须由另一名承办人" in lin.send("decide_filing", form, status=409)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "至少认定一项"),
        ({**FINDING, "findings__0__over": "321"}, "金额不能大于 320.00"),
        ({**FINDING, "findings__0__over": ""}, "请填写认定多收的金额"),
        ({**FINDING, "findings__0__over": "很多"}, "这里应是数字"),
        ({**FINDING, "findings__0__violation": "V99"}, "请从列表中选择违法代码"),
    ],
)
def test_a_wrong_finding_comes_back_filled_in(lin, su, stored, fields, wrong):
    filed(lin, su)
    text = lin.post("record_finding", status=422, **fields)
    assert wrong in text
    assert "需要修改" in text.partition("</title>")[0]
    assert stored().lines[0].finding is None
    if fields.get("findings__0__violation") == "V2":
        assert 'href="#f-findings-0-over"' in text
        assert 'value="true" checked' in text


def test_a_line_not_upheld_needs_neither_code_nor_amount(lin, su, stored):
    filed(lin, su)
    lin.post("record_finding", **{**FINDING, "findings__0__upheld": "false"})
    finding = stored().lines[0].finding
    assert (finding.upheld, finding.violation, str(finding.over)) == (False, None, "0.00")


@pytest.mark.parametrize("code", ["91370687300000010Q", "91330400MA2TE5T01J", ""])
def test_an_approval_needs_the_code_of_this_respondent(lin, su, clock, stored, code):
    drafted(lin, su, clock)
    text = su.post("approve_decision", status=422, approve="true", respondent_uscc=code)
    assert 'href="#f-respondent-uscc"' in text
    assert stored().state == "drafted"


def test_a_draft_asks_for_the_name_as_registered_and_never_offers_the_reporters(lin, su, clock):
    drafted(lin, su, clock)
    su.post("approve_decision", approve="false", text="依据不全。")
    text = lin.get("/draft_decision")
    assert f'value="{REGISTERED}"' in text
    assert "多收货物港务费 48.00 元。</textarea>" in text
    assert 'value="1000.00"' in text
    assert TERMINAL_NAME not in text.partition("<form method")[2].partition("</form>")[0]
    wrong = lin.post("draft_decision", status=422, kind="penalty", level="ordinary")
    assert 'href="#f-respondent-name"' in wrong
    assert 'href="#f-respondent-uscc"' in wrong


def test_a_wrong_respondent_is_corrected_and_the_interest_of_the_department_is_said(
    lin, su, clock, stored
):
    drafted(lin, su, clock)
    page = lin.get("/correct_respondent")
    assert "已经起草的决定一律重新起草" in page
    form = page.partition("<form method")[2].partition("</form>")[0]
    assert f'value="{TERMINAL_NAME}"' not in form
    wrong = lin.post("correct_respondent", status=422, respondent_uscc=TERMINAL)
    assert 'href="#f-respondent-name"' in wrong
    assert 'href="#f-text"' in wrong
    lin.post(
        "correct_respondent",
        respondent_uscc="91330482300000029H",
        respondent_name="海阳市市场监管局",
        text="对照证书核实。",
    )
    assert stored().state == "filed"
    text = lin.get()
    assert "按分派规则应由市发展改革局承办" in text
    assert "市市场监管局是被投诉单位" in text
    assert "被举报单位后来更正，须重新告知" in text
    english = lin.get("?lang=en")
    assert "the routing rules name" in english
    assert "Correct the respondent" in english


def test_a_draft_goes_back_only_with_a_reason(lin, su, clock, stored):
    drafted(lin, su, clock)
    assert 'href="#f-text"' in su.post("approve_decision", status=422, approve="false")
    su.post("approve_decision", approve="false", text="依据不全。")
    assert stored().state == "noticed"


def test_an_answer_needs_its_day(lin, su):
    filed(lin, su)
    lin.post("record_finding", **FINDING)
    lin.post("give_notice", given_on="2026-11-23", way="direct", text="拟处罚款。")
    assert "请选择一项" in lin.post("record_defence", status=422)
    text = lin.post("record_defence", status=422, answer="received", text="不同意。")
    assert "请填写收到的日期" in text
    assert "不同意。" in text
    early = lin.post("record_defence", status=422, answer="none")
    assert "期满后才能记录未收到" in early


def test_a_hearing_is_asked_for_after_a_statement_and_given_up_again(lin, su, clock, stored):
    filed(lin, su)
    lin.post("record_finding", **FINDING)
    lin.post("give_notice", given_on="2026-11-23", way="direct", text="拟处罚款。")
    answer = {"received_on": "2026-11-23", "text": "不同意。"}
    lin.post("record_defence", answer="received", **answer)
    page = lin.get("/record_defence")
    assert "已有 1 次记录，可以再记录。" in page
    assert 'value="none"' not in page
    lin.post("record_defence", answer="received", hearing_requested="true", **answer)
    assert 'btn-primary" href="/complaints/cases/HY-2026-00001-1/record_hearing"' in lin.get()
    assert "当事人要求听证，还没有举行" in lin.get("/draft_decision")
    lin.post("record_defence", answer="waived", **answer)
    assert [each.waived for each in stored().notice.defences] == [False, False, True]
    text = lin.get()
    assert "，要求听证" in text
    assert "，放弃陈述申辩和听证" in text
    assert "gave up statement and hearing" in lin.get("?lang=en")


def test_what_an_officer_writes_is_stored_without_the_identity(lin, stored):
    lin.post("begin_check", officers=["suqing"], text="已致电周岚 13812346120。")
    assert "周岚" not in stored().timeline[-1].text
    assert "13812346120" not in stored().timeline[-1].text


def test_a_page_says_which_clock_starts_and_who_is_told(lin, su):
    lin.post("begin_check", officers=["suqing"])
    lin.post("propose_filing", ground="F19", text="线索属实。")
    text = su.get("/decide_filing")
    assert "停止计时：决定是否立案" in text
    assert "开始计时：作出处罚决定，90 日" in text
    assert "开始计时：告知实名举报人是否立案，5 个工作日" in text
    assert "实名举报人收到站内信和邮件" in text
    assert local_date(NOW).isoformat() not in text.partition("<main")[2]
