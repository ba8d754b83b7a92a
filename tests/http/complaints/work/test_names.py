"""An officer says what a name on a bill means: kept once, exported, and nothing changes by it."""

import pytest

from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from tests.complaints import GUANLI, LINZHIYUAN, SUQING, XUKEXIN, ZHOULAN
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
SAID = "/complaints/admin/fee-names"
HERE = "/names/1"


def test_a_correction_is_kept_once_with_who_and_when_and_changes_no_check(app, c, lin, su, case_id):
    before = c.cases.cases.get(case_id)
    assert before is not None
    name = before.lines[0].item
    assert "更正项目名称" in lin.get()
    assert f'<dd lang="zh-CN">{name}</dd>' in lin.get(HERE)
    lin.send("names/1", {"item": "换单费"}, 303)
    su.send("names/1", {"item": "换单费"}, 303)
    (kept,) = c.lists.names.newest(most=9)
    assert (kept.name, kept.item, kept.by) == (name, "换单费", LINZHIYUAN.sub)
    assert (kept.case_id, kept.at) == (case_id, c.now())
    assert kept.was == FeeMatcher(names=load_fee_names()).match(name).item
    after = c.cases.cases.get(case_id)
    assert after is not None
    assert after.lines == before.lines
    page = sign_in(app.test_client(), GUANLI).get(SAID).text
    for words in (name, "换单费", LINZHIYUAN.name, case_id):
        assert words in page
    rows = sign_in(app.test_client(), SUQING).get(f"{SAID}/rows.json").get_json()
    assert rows == {"names": [{"item": "换单费", "also": [name]}]}


def test_what_is_no_correction_is_refused_and_comes_back(lin, c):
    assert "请从名称词典里选一项收费" in lin.send("names/1", {"item": "不存在的费"}, 422)
    name = "货物港务费"
    assert "本来就按这一项核对" in lin.send("names/1", {"item": name}, 422)
    assert c.lists.names.newest(most=9) == []
    lin.get("/names/99", 404)


def test_nobody_but_officers_who_see_the_case_corrects_and_the_public_reads_nothing(app, case_id):
    for person in (ZHOULAN, XUKEXIN, GUANLI):
        client = sign_in(app.test_client(), person)
        assert client.get(f"/complaints/cases/{case_id}{HERE}").status_code == 403
    assert sign_in(app.test_client(), ZHOULAN).get(SAID).status_code == 403
    assert app.test_client().get(SAID).status_code == 303
    assert "还没有建议" in sign_in(app.test_client(), GUANLI).get(SAID).text
