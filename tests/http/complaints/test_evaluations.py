"""Figures of a third party stand beside ours, for the city they are about."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.complaints.adapters.rule_files_clearance import load_clearance
from services.complaints.adapters.rule_files_commitments import COMMITMENT_RULES
from services.complaints.adapters.rule_rows import RuleFileError
from services.complaints.app import create_app
from services.complaints.domain.commitments.clearance import Declaration, clearance_figures

pytestmark = pytest.mark.engines
GIVEN = {
    "city": "haiyang",
    "direction": "import",
    "period": "2026-10",
    "hours": "41.5",
    "by": "某评估机构（虚构，供测试）",
    "source": "评估报告第3页（虚构，供测试）",
}


def rules_with(folder, **changes):
    shutil.copytree(COMMITMENT_RULES, folder, dirs_exist_ok=True)
    added = folder / "clearance" / "evaluations.json"
    added.parent.mkdir()
    added.write_text(json.dumps({"evaluations": [{**GIVEN, **changes}]}), encoding="utf-8")
    return load_clearance(folder)


def test_an_evaluation_is_shown_beside_our_mean_of_the_period(c, tmp_path):
    rules = rules_with(tmp_path)
    released = datetime(2026, 10, 6, 2, 0, tzinfo=UTC)
    nodes = {"ship_arrival": datetime(2026, 10, 5, 2, 0, tzinfo=UTC), "release": released}
    one = Declaration(number="4227", direction="import", office="", mode="", nodes=nodes)
    c.declarations.keep_figures("haiyang", clearance_figures([one], rules, now=released), version=0)
    client = create_app(replace(c, clearance=rules)).test_client()
    page = client.get("/complaints/clearance?city=haiyang").text
    section = page[page.index('aria-labelledby="evaluation"') :]
    for text in ("2026-10", "41.5", "24.00", "评估报告第3页"):
        assert text in section
    other = client.get("/complaints/clearance?city=jiaxing").text
    assert "41.5" not in other
    assert "还没有录入第三方评估的数据" in other


@pytest.mark.parametrize(
    "change", [{"period": "去年"}, {"hours": "0"}, {"source": ""}, {"city": None}, {"note": "x"}]
)
def test_a_figure_without_its_source_or_period_is_refused(tmp_path, change):
    with pytest.raises(RuleFileError, match=r"clearance/evaluations\.json"):
        rules_with(tmp_path, **change)
