"""Pages of a case whose limit stands still."""

from tests.complaints import HANBING, LINZHIYUAN
from tests.sign_in import sign_in

PAUSE = {"clock": "T-FILE", "reason": "test", "text": "委托检测，报告未出。"}


def test_a_due_card_says_since_when_and_why_its_limit_stands_still(as_officer, clock):
    lin = as_officer(LINZHIYUAN)
    form = lin.get("/pause_clock")
    assert "检测、检验、检疫（决定是否立案）" in form
    assert 'value="identification"' in form
    lin.post("pause_clock", **PAUSE)
    page = lin.get()
    assert "暂停中，自 11月24日 起（检测、检验、检疫）" in page
    assert "恢复计算以后重新得出到期日" in page
    clock.forward(days=8)
    lin.post("resume_clock", clock="T-FILE", text="报告已出。")
    page = lin.get()
    assert "暂停中" not in page
    assert "暂停（检测、检验、检疫），不计" in page


def test_a_reason_that_is_not_listed_comes_back_with_those_that_are(as_officer):
    page = as_officer(LINZHIYUAN).post("pause_clock", 422, **PAUSE | {"reason": "holiday"})
    assert "不能因“holiday”暂停" in page
    assert "appraisal（鉴定）" in page


def test_the_worklist_shows_cases_that_stand_still_apart(app, as_officer):
    as_officer(LINZHIYUAN).post("pause_clock", **PAUSE)
    for person in (LINZHIYUAN, HANBING):
        page = sign_in(app.test_client(), person).get("/complaints/work").text
        assert "暂停计时，1 件" in page
        assert "暂停中，自 11月24日 起（检测、检验、检疫）" in page
        assert "决定是否立案" in page
    group = sign_in(app.test_client(), LINZHIYUAN).get("/complaints/work?group=standing").text
    assert "暂停中" in group
