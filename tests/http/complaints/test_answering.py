"""The respondent answers on the portal or by the code of its letter; the reporter stays unknown."""

import io
import re
from datetime import timedelta

import pytest

from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.usecases.cases.answer_codes import NO_SUCH, case_of_code
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.errors import Invalid
from tests.complaints import (
    LINZHIYUAN,
    SUQING,
    TERMINAL,
    XUKEXIN,
    ZHOULAN,
    a_complaint,
    everything_in,
)
from tests.http.complaints.anonymous import Visitor, found
from tests.http.complaints.filing_browser import Browser
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
CASE = "HY-2026-00001-1"
MINE = f"/complaints/mine/{CASE}"
STEP = f"{MINE}/steps/answer_respondent"
LETTER = f"/complaints/cases/{CASE}/answer-letter"
STATEMENT = "请提供 2026年11月 全部付款方的港务费账单，并说明计费依据。"
KEY = {"key": "key-answer-0001"}
LEAKS = ("周岚", "13812346120", "一直这么收", "320", "YY2611", "汐岸", "11-12")


@pytest.fixture(autouse=True)
def case(c):
    return file_complaint(a_complaint(), key="key-0001", now=c.now(), ports=c.cases, rules=c.rules)


def ask(c, **changes):
    values = {
        "statement": STATEMENT,
        "lines": "1",
        "until": "2026-12-04",
        "uscc": TERMINAL,
        "by_letter": "yes",
        **changes,
    }
    form = RecordedStep(action="ask_respondent", values=values)
    asked = TakeAction(case_id=CASE, form=form, key="key-ask-0001")
    return take_action(asked, actor=LINZHIYUAN, now=c.now(), ports=c.cases, rules=c.rules)


@pytest.fixture
def xukexin(app):
    return Browser(app, XUKEXIN)


@pytest.fixture
def code(app, c):
    ask(c, uscc="")
    lin = sign_in(app.test_client(), LINZHIYUAN)
    return found(r'id="code">([^<]+)<', lin.get(LETTER).get_data(as_text=True))


@pytest.fixture
def visitor(app):
    return Visitor(app)


def test_the_respondent_reads_and_answers_what_it_is_asked_and_no_more(c, xukexin, app):
    assert xukexin.get(MINE).status_code == 404
    ask(c)
    pages = [xukexin.get(each).get_data(as_text=True) for each in (MINE, "/complaints/mine", STEP)]
    assert all(STATEMENT in page for page in (pages[0], pages[2]))
    for leak in LEAKS:
        assert all(leak not in page for page in pages), leak
    files = {"text": "账单附上，联系周岚核对。", "file": (io.BytesIO(b"%PDF-1.4 a"), "x.pdf")}
    assert xukexin.post(STEP, {**files, **KEY}).status_code == 303
    page = xukexin.get(MINE).get_data(as_text=True)
    assert "2026年11月23日已答复" in page
    assert xukexin.get(STEP).status_code == 404
    stored = c.cases.cases.get(CASE)
    assert "周岚" not in stored.questions[-1].answer
    assert [file.of for file in stored.attachments] == ["respondent"]


def test_names_tried_out_in_an_answer_are_not_handed_back(c, xukexin):
    """A respondent that wrote every customer could see which name was taken out."""
    ask(c)
    xukexin.post(STEP, {"text": "是不是王芳、周岚、李强反映的？", **KEY})
    pages = [xukexin.get(each).get_data(as_text=True) for each in (MINE, "/complaints/mine")]
    assert all(name not in page for page in pages for name in ("王芳", "周岚", "李强"))
    stored = c.cases.cases.get(CASE).questions[-1].answer
    assert "王芳" in stored
    assert "周岚" not in stored


def test_an_answer_is_missing_or_late_and_comes_back_with_its_page(c, xukexin):
    ask(c)
    answer = xukexin.post(STEP, {"text": "", **KEY})
    assert answer.status_code == 422
    assert "请填写这一项" in answer.get_data(as_text=True)


def test_the_reporter_of_a_report_sees_neither_question_answer_nor_its_files(c, xukexin, app):
    ask(c)
    file = (io.BytesIO(b"%PDF-1.4 a"), "x.pdf")
    xukexin.post(STEP, {"text": "账单附上。", "file": file, **KEY})
    [file] = c.cases.cases.get(CASE).attachments
    own = sign_in(app.test_client(), ZHOULAN)
    page = own.get(MINE).get_data(as_text=True)
    told = own.get(f"/api/complaints/{CASE}").get_data(as_text=True)
    assert "账单附上" not in page + told
    assert file.id not in page + told
    assert own.get(f"/api/attachments/{file.id}").status_code == 404
    officer = sign_in(app.test_client(), LINZHIYUAN)
    assert officer.get(f"/api/attachments/{file.id}").status_code == 200
    assert "账单附上" in officer.get(f"/complaints/cases/{CASE}").get_data(as_text=True)


def test_another_enterprise_can_neither_read_nor_answer(c, app):
    ask(c)
    other = sign_in(app.test_client(), ZHOULAN)
    assert other.get(STEP).status_code == 404
    assert other.post(STEP, data={"text": "x", "key": "key-00000001"}).status_code in {400, 404}


def test_one_without_an_account_answers_once_by_the_code_of_its_letter(
    c, visitor, code, mongo_database
):
    shown = visitor.post("/complaints/answer", {"code": code})
    assert shown.headers["Cache-Control"] == "no-store"
    assert STATEMENT in visitor.page
    for leak in LEAKS:
        assert leak not in visitor.page, leak
    key = found(r'name="key" value="([^"]+)"', visitor.page)
    sent = {"code": code, "key": key, "text": "账单附上。"}
    assert visitor.post("/complaints/answer/given", sent).location == "/complaints/answer/given"
    assert c.cases.cases.get(CASE).questions[-1].answer == "账单附上。"
    again = visitor.post("/complaints/answer", {"code": code})
    assert again.status_code == 422
    assert "已经用过" in visitor.page
    digits = re.sub(r"\D", "", code)
    assert digits not in everything_in(mongo_database).replace(" ", "")


def test_a_wrong_code_and_one_whose_term_is_over_are_told_alike(c, app, visitor, code):
    wrong = visitor.post("/complaints/answer", {"code": "1234 5678 9012 3456"})
    said = visitor.page
    assert wrong.status_code == 422
    assert NO_SUCH in said
    assert case_of_code(code, now=c.now(), ports=c.cases).id == CASE
    with pytest.raises(Invalid) as error:
        case_of_code(code, now=c.now() + timedelta(days=12), ports=c.cases)
    assert error.value.detail == NO_SUCH


def test_the_sixth_wrong_code_has_to_wait(visitor):
    for _ in range(5):
        visitor.post("/complaints/answer", {"code": "1234 5678 9012 3456"})
    late = visitor.post("/complaints/answer", {"code": "1234 5678 9012 3456"})
    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) > 0


def test_the_letter_is_for_officers_in_charge_and_every_look_is_kept(c, app, code):
    looks = c.cases.trail.of_case(CASE, most=10)
    assert "answer_letter" in {look.kind for look in looks}
    su = sign_in(app.test_client(), SUQING)
    same = su.get(LETTER)
    assert code in same.get_data(as_text=True)
    assert same.headers["Cache-Control"] == "no-store"
    assert sign_in(app.test_client(), ZHOULAN).get(LETTER).status_code == 403


def test_a_question_to_an_account_alone_has_no_letter(c, app):
    ask(c, by_letter="no")
    assert sign_in(app.test_client(), LINZHIYUAN).get(LETTER).status_code == 404


def test_the_case_api_tells_officers_what_was_asked_without_the_digest(c, app, code):
    told = sign_in(app.test_client(), LINZHIYUAN).get(f"/api/cases/{CASE}").get_json()
    [question] = told["questions"]
    assert question["statement"] == STATEMENT
    assert "code" not in question
