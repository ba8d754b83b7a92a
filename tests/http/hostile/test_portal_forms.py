"""Hostile forms in a complaint that is being filed: the draft stays one that can be finished."""

import pytest

from tests.complaints import ZHOULAN
from tests.http.hostile.forms import FORMS

pytestmark = pytest.mark.engines
STEPS = ("matter", "respondent", "lines", "evidence")
DRAFT = "/complaints/file/" + "d" * 32


@pytest.fixture
def client(product):
    client = product.person("complaints", ZHOULAN)
    begun = {"matter": "over", "city": "haiyang", "version": "0"}
    assert client.post(f"{DRAFT}/matter", data=begun).status_code == 303
    yield client
    client.post(f"{DRAFT}/discard")


@pytest.mark.parametrize("what", FORMS)
@pytest.mark.usefixtures("nothing_stays")
def test_a_hostile_form_leaves_every_step_as_usable_as_before(client, what):
    for step in STEPS:
        posted = client.post(f"{DRAFT}/{step}", data={**FORMS[what], "version": "1"})
        assert posted.status_code in {200, 303, 409, 422}, (step, posted.text)
    for step in STEPS:
        assert client.get(f"{DRAFT}/{step}").status_code == 200
    review = client.get(f"{DRAFT}/review")
    assert review.status_code == 200
    assert "请至少填写一项收费" in review.text or "需要修改" in review.text


@pytest.mark.parametrize("version", ["", "-1", "²", "x", "1e9", "9" * 400])
def test_a_version_that_is_none_counts_as_the_oldest(client, version):
    client.post(f"{DRAFT}/respondent", data={"respondent.name": "先写的", "version": "1"})
    late = {"respondent.name": "后写的", "version": version}
    assert client.post(f"{DRAFT}/respondent", data=late).status_code == 409
    assert "先写的" in client.get(f"{DRAFT}/respondent").text


def test_an_address_that_begins_a_complaint_takes_strange_fields(client):
    query = "lines.².item=x&lines.99999.item=y&lines..item=z&lines.0=a&lines.0.item=港务费"
    page = client.get(f"/complaints/file?{query}")
    assert page.status_code == 200
    assert 'name="lines.0.item" value="港务费"' in page.text
    assert "lines.²" not in page.text
