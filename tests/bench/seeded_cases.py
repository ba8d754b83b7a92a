"""Many cases at once: written into the store as filed cases stand there, then indexed."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from pymongo import InsertOne

from services.complaints.adapters.case_lists import CASES
from services.complaints.domain.cases.case import Case, CaseState
from shared.clock import utc_now
from shared.codec import to_document
from shared.mongo.client import Documents
from tests.bench.complaints import body
from tests.complaints import a_case, a_line

BATCH = 500
MODELS = 400
YEARS = 3
CHANNELS = ("portal", "api", "counter", "phone", "12345", "mailbox")
STATES = (CaseState.RECEIVED, CaseState.CHECKING, CaseState.FILED)
ITEMS = ("货物港务费", "车辆进闸信息录入费", "装卸作业费", "堆存保管费", "吊装移位费", "理货服务费")
DEPARTMENTS = ("hy-market", "hy-market", "hy-market", "hy-port-office", "hy-customs")


def seed(database: Documents, count: int) -> None:
    """Store cases of three years; texts, states, channels and departments differ."""
    table, rows = database[CASES], list[InsertOne[dict[str, Any]]]()
    for document in documents(count):
        rows.append(InsertOne(document))
        if len(rows) == BATCH:
            table.bulk_write(rows, ordered=False)
            rows.clear()
    if rows:
        table.bulk_write(rows, ordered=False)


def documents(count: int) -> Iterator[dict[str, Any]]:
    """Give the documents of cases numbered 1 to `count` in a series of their own."""
    chance = random.Random(2)
    models = [to_document(_model(chance)) for _ in range(MODELS)]
    now, step = utc_now(), timedelta(days=365 * YEARS) / count
    for number in range(1, count + 1):
        case_id = f"HY-2020-{number:06d}-1"
        at = now - step * (count - number)
        changed = {
            "_id": case_id,
            "submission": case_id[:-2],
            "filed_at": at,
            "changed_at": at,
            "filed_by": {"key": case_id, "hash": ""},
            "bill_no": f"YY{number:08d}",
            "statement": body(chance)["narrative"],
            "outbox": [],
            "applied": [],
        }
        kept = {n: v for n, v in chance.choice(models).items() if n != "id" and v is not None}
        yield kept | changed


def _model(chance: random.Random) -> Case:
    items = chance.sample(ITEMS, 2)
    lines = tuple(a_line(no, item=item) for no, item in enumerate(items, start=1))
    case = a_case(channel=chance.choice(CHANNELS), title=f"{items[0]}等 2 项收费", lines=0)
    return replace(
        case, lines=lines, state=chance.choice(STATES), department=chance.choice(DEPARTMENTS)
    )
