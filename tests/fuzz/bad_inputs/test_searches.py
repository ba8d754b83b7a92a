"""Strange searches: each finds something or nothing, or is told where it goes wrong."""

import pytest

from tests.complaints import LINZHIYUAN
from tests.fuzz.bad_inputs.answers import asker, is_refused
from tests.fuzz.bad_inputs.tables import values

pytestmark = [pytest.mark.engines, pytest.mark.usefixtures("nothing_stays")]


def test_a_strange_search_is_answered_or_told(product):
    ask = asker(product, "complaints")
    wrong = []
    for why, typed in values("searches"):
        answer = ask("/api/cases/search", query_string={"q": typed})
        found = answer.status_code == 200 and not answer.get_json()["degraded"]
        if not found and not is_refused(answer, "q"):
            wrong.append((why, answer.status_code, answer.text[:200]))
    assert wrong == []


def test_a_strange_search_leaves_the_page_whole(product):
    client = product.person("complaints", LINZHIYUAN)
    wrong = []
    for why, typed in values("searches"):
        answer = client.get("/complaints/search", query_string={"q": typed})
        if answer.status_code not in {200, 422} or "</html>" not in answer.text:
            wrong.append((why, answer.status_code))
    assert wrong == []


def test_a_strange_word_finds_no_row_of_the_catalogue_or_some(product):
    client = product.apps["complaints"].test_client()
    for why, typed in values("searches"):
        answer = client.get("/api/catalogue", query_string={"q": typed, "body": typed})
        assert answer.status_code == 200, (why, answer.text[:200])
