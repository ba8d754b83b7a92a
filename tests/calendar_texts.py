"""An official calendar of 2027 for tests: made up, since none is published yet."""

import json
from typing import Any

from services.complaints.adapters.rule_files_calendars import CLOCK_RULES


def calendar_text(year: int = 2027, **changes: Any) -> str:
    """Return the file of a year as if it were published, with a longer New Year."""
    path = CLOCK_RULES / "calendars" / f"{year}.json"
    row = json.loads(path.read_text(encoding="utf-8"))["calendars"][0]
    row["off"][0] |= {"from": f"{year}-01-01", "to": f"{year}-01-04"}
    number, title = "试〔2026〕1号", "测试用的放假安排"
    document = {"number": number, "title": title, "dated_on": "2026-11-25", "url": None}
    row |= {
        "published": True,
        "worked": [f"{year}-01-09"],
        "documents": [document],
        "basis": f"{title}（{number}）",
        **changes,
    }
    return json.dumps({"calendars": [row]}, ensure_ascii=False)
