"""The tree of categories and its extra questions, from filing to the officer's page."""

import pytest

from services.complaints.adapters.rule_files_categories import load_categories
from services.complaints.adapters.rule_rows import RULES, RuleFileError
from tests.complaints import LINZHIYUAN, ZHOULAN, a_body
from tests.http.complaints.filing_browser import EVIDENCE, Browser
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
TOLD = {"category": "fee_storage", "answers.arrived_on": "2026-11-10"}
CASE = "HY-2026-00001-1"


def post(client, key="key-00000001", **changes):
    headers = {"Idempotency-Key": key}
    return client.post("/api/complaints", json=a_body(**changes), headers=headers)


def test_a_category_asks_its_own_questions_and_officers_read_the_answers(app):
    zhoulan = Browser(app, ZHOULAN)
    zhoulan.fill()
    asked = zhoulan.step("evidence", {**EVIDENCE, **TOLD}, do="ask")
    page = zhoulan.get(asked.location).get_data(as_text=True)
    assert "货物进场日期" in page
    assert "口岸收费 › 码头作业 › 堆存和免费期" in page
    zhoulan.step("evidence", {**EVIDENCE, **TOLD})
    zhoulan.submit()
    office = sign_in(app.test_client(), LINZHIYUAN).get(f"/complaints/cases/{CASE}")
    assert "2026-11-10" in office.get_data(as_text=True)


def test_a_wrong_category_or_answer_names_its_field(app, c):
    client = sign_in(app.test_client(), ZHOULAN)
    for changes, path in (
        ({"category": "nonsense"}, "category"),
        ({"category": "fee_storage", "answers": {"arrived_on": "gestern"}}, "answers.arrived_on"),
        ({"category": "fee", "answers": {"arrived_on": "2026-11-10"}}, "answers.arrived_on"),
    ):
        answer = post(client, **changes)
        assert answer.status_code == 422
        assert path in answer.get_data(as_text=True)
    told = {"category": "service_slow", "answers": {"what_was_said": "找周岚，13812346120"}}
    post(client, "key-00000002", **told)
    assert "13812346120" not in c.cases.cases.get(CASE).origin.answers["what_was_said"]


def test_a_tree_grows_to_any_depth_by_rows_of_its_file(tmp_path):
    text = (RULES / "cases" / "categories.yaml").read_text(encoding="utf-8")
    deeper, under = "", "fee_storage"
    for code in ("deep", "deeper", "deepest"):
        row = f"code: {code}, under: {under}, zh: 再分一层, en: One level more, questions: []"
        deeper, under = f"{deeper}- {{<<: *design, {row}}}\n", code
    (tmp_path / "categories.yaml").write_text(text + deeper)
    path = [node.code for node in load_categories(tmp_path).path("deepest")]
    assert path == ["fee", "fee_terminal", "fee_storage", "deep", "deeper", "deepest"]


def test_a_node_under_none_before_it_is_refused_at_start(tmp_path):
    text = (RULES / "cases" / "categories.yaml").read_text(encoding="utf-8")
    (tmp_path / "categories.yaml").write_text(text.replace("under: fee_terminal", "under: none"))
    with pytest.raises(RuleFileError):
        load_categories(tmp_path)
