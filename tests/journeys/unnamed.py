"""Somebody without a name reports, is asked and answers; everything that could tell who it was."""

from io import BytesIO

from tests.complaints import LINZHIYUAN
from tests.http.complaints.anonymous import Visitor, found
from tests.journeys.product import Product
from tests.journeys.secrets import CARD_OF_IDENTITY, CONTACT, EVERYTHING, NAME, PHONE, WRITINGS
from tests.journeys.story import until

CASE = "HY-2026-00002-1"
ADDRESS = "203.0.113.77"
AGENT = "agent-of-a-reporter/7.1"
REFERER = "http://intranet.example/who"
OUTER = "0123456789abcdef0123456789abcdef"
KEPT = "夜里两点的小票"  # stands beside the secrets and must stay
NARRATIVE = f"{KEPT}。我叫{NAME}，电话{PHONE}，身份证号{CARD_OF_IDENTITY}。"


def visitor(product: Product) -> Visitor:
    """Return a browser that says everything a browser could say of itself."""
    return Visitor(
        product.apps["complaints"],
        REMOTE_ADDR=ADDRESS,
        HTTP_USER_AGENT=AGENT,
        HTTP_REFERER=REFERER,
        HTTP_X_REQUEST_ID=OUTER,
        HTTP_X_CORRELATION_ID=OUTER,
        HTTP_COOKIE="fairport=a-session-of-somebody",
    )


def live(product: Product) -> str:
    """Report with a file, be asked, answer with secrets, give a name, miss once.

    Return the receipt.
    """
    reporter = visitor(product)
    file = (BytesIO(EVERYTHING.encode()), f"{WRITINGS[0]}.txt")
    receipt = reporter.report(narrative=NARRATIVE, file=file)
    desk = product.person("complaints", LINZHIYUAN)
    asked = {"text": "请说明小票上的时间。", "key": "a-question-1"}
    assert desk.post(f"/complaints/cases/{CASE}/mailbox", data=asked).status_code == 303
    reporter.open(receipt)
    reporter.write(EVERYTHING, file=(BytesIO(EVERYTHING.encode()), f"{NAME}.txt"))
    assert EVERYTHING.split("\n", maxsplit=1)[0] in reporter.page
    give_name(reporter)
    reporter.post("/complaints/follow", {"receipt": "0" * 16})
    told = product.databases["notify"]["messages"]
    wrote = [{"$match": {"event_type": "case.reporter_wrote.v1", "state": "accepted"}}]
    until(lambda: len(list(told.aggregate(wrote))) == 2)
    return receipt


def give_name(reporter: Visitor) -> None:
    """Give the name in the open mailbox."""
    page = "/complaints/follow/mailbox/name"
    reporter.get(page)
    hidden = {n: found(rf'name="{n}" value="([^"]+)"', reporter.page) for n in ("token", "key")}
    typed = {f"reporter.{name}": text for name, text in CONTACT.items()}
    assert reporter.post(page, {**hidden, **typed, "understood": "yes"}).status_code == 303


def traces_in(text: str, receipt: str) -> list[str]:
    """Return what a text tells of the browser or the receipt."""
    digits = receipt.replace(" ", "")
    return [each for each in (ADDRESS, AGENT, REFERER, OUTER, receipt, digits) if each in text]
