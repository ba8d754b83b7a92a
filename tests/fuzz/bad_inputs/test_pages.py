"""The same bad values typed on pages: the page comes back and says what is wrong."""

import re

import pytest
from flask.testing import FlaskClient

from services.complaints.adapters.turn_counts import TURNS
from shared.web.plain_texts import UNSEEN
from tests.fuzz.bad_inputs.answers import stored
from tests.fuzz.bad_inputs.tables import values
from tests.journeys.product import Product

pytestmark = pytest.mark.engines
LINE = {
    "item": "货物港务费",
    "amount": "320.00",
    "charged_on": "2026-11-12",
    "quantity": "4",
    "unit": "box",
    "container": "40",
}
CHECKED = (("amount", "amounts"), ("charged_on", "days"), ("quantity", "amounts"))
REPORTED = (
    ("lines", "lines.0.amount", "amounts"),
    ("lines", "lines.0.charged_on", "days"),
    ("respondent", "respondent.uscc", "codes"),
)
# What is left empty is not known, or is said to be missing further on.
EMPTY = ("blank", "a tab", "a line feed", "an ideographic blank", "ten blanks")
STATE = re.compile(r'name="state" value="([^"]+)"')


@pytest.fixture(scope="module", autouse=True)
def nothing_stays_but_how_often_was_asked(product):
    before = stored(product, but=(TURNS,))
    yield
    assert stored(product, but=(TURNS,)) == before


@pytest.fixture
def client(product: Product) -> FlaskClient:
    return product.apps["complaints"].test_client()


@pytest.mark.parametrize(("field", "kind"), CHECKED)
def test_a_bad_value_brings_the_page_of_the_check_back(client, field, kind):
    wrong = []
    for why, value in values(kind, but=EMPTY):
        answer = client.get("/complaints/check", query_string={**LINE, field: str(value)})
        if answer.status_code != 422 or "aria-invalid" not in answer.text:
            wrong.append((why, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize(("step", "field", "kind"), REPORTED)
def test_a_bad_value_brings_the_step_of_a_report_back(client, step, field, kind):
    """What nobody sees is left out of a form; the rest of a value may be right."""
    found = STATE.search(client.get("/complaints/report/matter").text)
    assert found
    line = {f"lines.0.{name}": value for name, value in LINE.items()}
    wrong = []
    for why, value in values(kind, but=EMPTY):
        typed = {"state": found[1], **line, field: str(value), "do": "next"}
        answer = client.post(f"/complaints/report/{step}", data=typed)
        came_back = answer.status_code == 422 and "aria-invalid" in answer.text
        if not came_back and not UNSEEN.search(str(value)):
            wrong.append((why, answer.status_code))
    assert wrong == []


def test_a_receipt_that_is_none_opens_no_mailbox(client):
    for why, value in values("receipts"):
        answer = client.post("/complaints/follow", data={"receipt": value})
        assert answer.status_code in {422, 429}, why
        assert "Set-Cookie" not in answer.headers, why
