"""Letters on the pages of clerks: listed, completed, registered once, put aside."""

from datetime import timedelta

import pytest

from services.complaints.domain.mail.received_mail import MailState
from services.complaints.ports.mail import Fetched
from services.complaints.usecases.cases.get_case_for import sealed_reporter
from services.complaints.usecases.mail.take_in_mails import MailPorts, take_in_mails
from shared.principal import Principal, Role
from tests.complaints import LINZHIYUAN, NOW, TERMINAL, TERMINAL_NAME, everything_in
from tests.http.complaints.filing_browser import LINE, Browser
from tests.http.complaints.test_registering import CASE, CLERK, OTHER
from tests.letters import NARRATIVE, PDF, PROGRAM, a_message
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
LIST = "/complaints/register/mail"
ARRIVED = NOW - timedelta(days=1)
ELSEWHERE = Principal(sub="jxclerk", name="嘉兴", role=Role.CLERK, city="jiaxing")


class Letters:
    """A mailbox whose messages are at hand, as the adapter would fetch them."""

    own = frozenset({"tousu@port.example"})

    def __init__(self, *raws):
        self.raws = raws

    def opened(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def unread(self, *, most):
        for uid, raw in enumerate(self.raws[:most], 1):
            yield Fetched(uid=str(uid), raw=raw, size=len(raw), whole=True, arrived_at=ARRIVED)

    def mark_read(self, uid):
        return None


def deliver(c, *raws):
    """Take messages in; return the ids of what waits."""
    ports = MailPorts(
        mailbox=Letters(*raws),
        mails=c.cases.mails,
        attachments=c.cases.attachments,
        blind=c.cases.blind,
        city="haiyang",
    )
    take_in_mails(ports, now=NOW)
    return [mail.id for mail in c.cases.mails.in_state(MailState.WAITING, city=None, most=9)]


@pytest.fixture
def clerk(app):
    return Browser(app, CLERK)


def take(browser, mail_id, **data):
    page = f"{LIST}/{mail_id}"
    answer = browser.post_from(page, f"{page}/take", data)
    browser.draft = mail_id
    return answer


def complete(browser):
    browser.step("respondent", {"respondent.name": TERMINAL_NAME, "respondent.uscc": TERMINAL})
    browser.step("lines", {f"lines.0.{name}": text for name, text in LINE.items()})
    page = browser.get(f"/complaints/file/{browser.draft}/evidence").get_data(as_text=True)
    assert NARRATIVE in page
    told = {"narrative": NARRATIVE, "reporter.name": "欧阳若溪", "reporter.email": "a@b.example"}
    browser.step("evidence", told)
    return browser.submit()


def test_letters_that_wait_are_listed_with_sender_and_files(c, clerk):
    [mail_id] = deliver(c, a_message(files={"账单.pdf": PDF, "工具.exe": PROGRAM}))
    listed = clerk.get(LIST).get_data(as_text=True)
    assert "码头乱收费" in listed
    assert "附件 1 份" in listed
    page = clerk.get(f"{LIST}/{mail_id}").get_data(as_text=True)
    for said in (NARRATIVE, "欧阳若溪", "账单.pdf", "工具.exe", "不收这种文件", "可能是假的"):
        assert said in page


def test_a_letter_is_completed_and_registered_and_counts_from_its_arrival(c, clerk, app):
    [mail_id] = deliver(c, a_message(files={"账单.pdf": PDF}))
    assert take(clerk, mail_id).location == f"/complaints/file/{mail_id}/matter"
    first = clerk.get(f"/complaints/file/{mail_id}/matter").get_data(as_text=True)
    assert 'value="mailbox" selected' in first
    clerk.step("matter", {"matter": "over", "city": "haiyang", "channel": "mailbox"})
    answer = complete(clerk)
    assert answer.location == f"/complaints/register/{CASE}"
    case = c.cases.cases.get(CASE)
    assert (case.channel, case.filed_at) == ("mailbox", ARRIVED)
    assert case.origin.registrar.sub == CLERK.sub
    who = sealed_reporter(case, vault=c.cases.vault)
    assert who is not None
    assert who.name == "欧阳若溪"
    [file] = case.attachments
    officer = sign_in(app.test_client(), LINZHIYUAN)
    assert officer.get(f"/api/attachments/{file.id}").data == PDF
    mail = c.cases.mails.get(mail_id)
    assert (mail.state, mail.case_id, mail.said.text) == (MailState.REGISTERED, CASE, "")
    assert CASE in clerk.get(f"{LIST}?state=registered").get_data(as_text=True)
    assert "没有来信" in clerk.get(LIST).get_data(as_text=True)


def test_two_clerks_make_one_case_of_a_letter(c, clerk, app):
    [mail_id] = deliver(c, a_message(files={"账单.pdf": PDF}))
    other = Browser(app, OTHER)
    take(clerk, mail_id)
    refused = other.client.post(f"{LIST}/{mail_id}/take", data=other.tokens(f"{LIST}/{mail_id}"))
    assert refused.status_code == 409
    assert "由高媛办理" in refused.get_data(as_text=True)
    assert take(other, mail_id, over="yes").status_code == 303
    for browser in (clerk, other):
        browser.draft = mail_id
        browser.step("matter", {"matter": "over", "city": "haiyang", "channel": "mailbox"})
        complete(browser)
    assert c.cases.cases.get(CASE) is not None
    assert c.cases.cases.get("HY-2026-00002-1") is None
    assert c.cases.mails.get(mail_id).case_id == CASE


def test_a_letter_is_put_aside_for_a_reason_and_brought_back(c, clerk):
    [mail_id] = deliver(c, a_message())
    page = f"{LIST}/{mail_id}"
    assert clerk.post_from(page, f"{page}/aside", {"why": "because"}).status_code == 422
    assert clerk.post_from(page, f"{page}/aside", {"why": "advertising"}).status_code == 303
    assert "广告" in clerk.get(f"{LIST}?state=aside").get_data(as_text=True)
    assert clerk.post_from(page, f"{page}/aside", {"why": "advertising"}).status_code == 409
    assert clerk.post_from(page, f"{page}/back", {}).status_code == 303
    assert c.cases.mails.get(mail_id).state is MailState.WAITING
    assert clerk.post_from(page, f"{page}/back", {}).status_code == 409


def test_what_a_program_wrote_is_held_with_its_reason_and_can_be_registered_all_the_same(c, clerk):
    deliver(c, a_message(Auto_Submitted="auto-replied"))
    [mail] = c.cases.mails.in_state(MailState.HELD, city=None, most=9)
    assert "不是人写的" in clerk.get(f"{LIST}?state=held").get_data(as_text=True)
    assert take(clerk, mail.id).status_code == 303


def test_clerks_of_the_city_alone_see_its_letters(c, app):
    [mail_id] = deliver(c, a_message())
    elsewhere = Browser(app, ELSEWHERE)
    assert "码头乱收费" not in elsewhere.get(LIST).get_data(as_text=True)
    assert elsewhere.get(f"{LIST}/{mail_id}").status_code == 404
    assert Browser(app, LINZHIYUAN).get(LIST).status_code == 403


def test_an_unknown_letter_is_told_so_and_nothing_of_one_is_in_plain_text(c, clerk, mongo_database):
    [mail_id] = deliver(c, a_message(files={"欧阳若溪.pdf": PDF}))
    assert clerk.get(f"{LIST}/{'0' * 64}").status_code == 404
    take(clerk, mail_id)
    told = everything_in(mongo_database)
    assert not [each for each in ("欧阳", "ruoxi", "13912345678", "港务费48") if each in told]
