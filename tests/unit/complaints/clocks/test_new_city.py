"""A new city is data alone: its limits and its office hours."""

import json
import shutil
from typing import Any

from services.complaints.adapters.rule_files_clocks import (
    CLOCK_RULES,
    load_calendar,
    load_hours,
    load_limits,
    load_rungs,
)
from services.complaints.domain.clocks.clock_rules import ClockRules
from services.complaints.usecases.clocks.compute_deadline import AskedDeadline, compute_deadline

GROUND: dict[str, Any] = {
    "effective_from": "2026-01-01", "effective_to": None, "province": "山东", "city": "yantai",
    "basis_kind": "design", "basis": "本平台设置（示例）", "verified": False,
}  # fmt: skip
LIMIT: dict[str, Any] = {
    "code": "H-URGENT", "family": "H-URGENT", "number": 0, "unit": "wd", "cut_off": "closing",
    "title": {"zh": "办理 12345 紧急工单", "en": "Handle an urgent ticket"},
    "trigger": {"zh": "收到", "en": "Received"}, "extensions": [], "stops": [], "note": None,
    **GROUND,
}  # fmt: skip
HOURS = {"name": {"zh": "烟台", "en": "Yantai"}, "noon": "11:30", "closing": "16:00", **GROUND}


def test_a_city_is_added_by_adding_files(tmp_path):
    shutil.copytree(CLOCK_RULES, tmp_path, dirs_exist_ok=True)
    added = tmp_path / "limits" / "yantai.json"
    added.write_text(json.dumps({"limits": [LIMIT]}), encoding="utf-8")
    path = tmp_path / "office_hours.json"
    hours = json.loads(path.read_text(encoding="utf-8"))
    hours["office_hours"].append(HOURS)
    path.write_text(json.dumps(hours), encoding="utf-8")
    rules = ClockRules(
        limits=load_limits(tmp_path),
        calendar=load_calendar(tmp_path),
        hours=load_hours(tmp_path),
        rungs=load_rungs(tmp_path),
    )
    for city, due_on in (("yantai", "2026-11-24"), ("haiyang", "2026-11-23")):
        asked = AskedDeadline(rule="H-URGENT", received="2026-11-23T16:30", city=city)
        assert compute_deadline(asked, rules=rules)[0].due_on.isoformat() == due_on
