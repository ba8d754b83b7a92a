import re

import pytest
from flask.testing import FlaskClient

from tests.http.complaints.commitments_app import commitments_app
from tests.unit.complaints.commitments.asking import commitments

CHECK = "/complaints/commitments/check"
TALLY = {
    "measure": "jiaxing/2-6",
    "at.unloading_finished": "2026-08-03T16:30",
    "at.tally_report_sent": "2026-08-03T17:15",
}
MORNING = {
    "measure": "jiaxing/2-7#2",
    "at.inspection_ordered": "2026-08-03T09:30",
    "at.inspection_done": "2026-08-04T10:00",
}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return commitments_app().test_client()


def verdict(client, status=200, **query):
    answer = client.get(CHECK, query_string=query)
    assert answer.status_code == status
    found = re.search(r'id="v">.*?<span>(.*?)</span>', answer.get_data(as_text=True), re.DOTALL)
    return found[1] if found else None


def test_first_a_measure_is_chosen_and_nothing_is_judged(client):
    assert verdict(client) is None
    html = client.get(CHECK).get_data(as_text=True)
    assert "jiaxing/2-7#2" in html
    assert "jiaxing/T-4" not in html


def test_every_promise_has_a_form(client):
    for row in commitments().rows:
        assert client.get(CHECK, query_string={"measure": row.id}).status_code == 200, row.id


def test_then_its_own_questions_are_asked(client):
    html = client.get(CHECK, query_string={"measure": "jiaxing/2-7#2"}).get_data(as_text=True)
    assert "具备条件的当日完成查验" in html
    assert 'name="at.inspection_ordered"' in html
    assert 'name="conditions.ready"' in html
    assert 'name="at.declared"' not in html


ON = {"values.on": "2026-08-01"}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (TALLY, "没有兑现，相差 0.25 小时"),
        ({**TALLY, "at.tally_report_sent": "2026-08-03T16:59"}, "兑现了承诺"),
        ({**TALLY, "not_yet": "yes"}, "没有兑现，至少相差 0.25 小时"),
        (MORNING, "不能判断"),
        ({**MORNING, "conditions.ready": "true"}, "没有兑现，相差 1 日"),
        ({"measure": "haiyang/11", "values.value": "2", **ON}, "没有兑现，相差 1 次到场"),
        (
            {"measure": "haiyang/20#2", "values.mailbox": "true", "values.phone": "true"},
            "兑现了承诺",
        ),
        ({"measure": "haiyang/20#2", "values.mailbox": "false", **ON}, "没有兑现"),
        ({"measure": "haiyang/16", "values.value": "95", **ON}, "没有兑现，相差 5 个百分点"),
    ],
)
def test_the_page_says_whether_it_was_kept(client, query, words):
    assert verdict(client, **query) == words


def test_what_is_missing_and_who_must_prove_it_is_said(client):
    html = client.get(CHECK, query_string=MORNING).get_data(as_text=True)
    assert "补充这些才能判断" in html
    assert "由嘉兴海关证明" in html


def test_a_wrong_value_comes_back_at_its_field(client):
    query = {**TALLY, "at.tally_report_sent": "soon"}
    answer = client.get(CHECK, query_string=query)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="soon"' in html
    assert html.count("时间写成 2026-08-03T16:30+08:00") == 2


def test_the_page_speaks_english(client):
    html = client.get(CHECK, query_string={**TALLY, "lang": "en"}).get_data(as_text=True)
    assert "Promise broken, by 0.25 hour" in html
    assert "15 min beyond the time limit." in html


@pytest.mark.parametrize(
    ("language", "day"), [("zh", "2026年8月3日 16:30"), ("en", "3 Aug 2026 16:30")]
)
def test_days_in_its_sentences_are_written_as_on_other_pages(client, language, day):
    html = client.get(CHECK, query_string={**TALLY, "lang": language}).get_data(as_text=True)
    shown = html[html.index('id="result"') :]
    assert day in shown
    assert not re.search(r"2026-\d\d-\d\d", shown.partition("<form")[0])
