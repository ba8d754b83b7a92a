"""`tickets import FILE [--city CITY] [--dry-run] [--json]`: tickets of the 12345 hotline.

CSV, XLSX or XLS. Good rows become cases, bad ones are named by line; the same file again changes
nothing. With `--dry-run` nothing is kept and no engine and no setting is needed.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from services.complaints.adapters.rule_files_tickets import load_ticket_rules
from services.complaints.adapters.rule_folders import load_rules
from services.complaints.adapters.table_file import read_table
from services.complaints.container import build_container
from services.complaints.domain.cases.reporter import Registrar
from services.complaints.settings import settings_from_environment
from services.complaints.usecases.cases.import_tickets import (
    Desk,
    Imported,
    Outcome,
    TicketRow,
    import_tickets,
)
from shared.clock import utc_now
from shared.errors import AppError
from shared.web.formats import told

_WRONG_USE = 2
_USAGE = (
    "用法 usage: python -m services.complaints tickets import FILE"
    " [--city CITY] [--dry-run] [--json]"
)
_FLAGS = {"--dry-run", "--json"}
COMMAND_LINE = Registrar(sub="system", name="12345 工单导入")


def run(argv: Sequence[str]) -> int:
    """Print what became of the rows; 1 where some were refused, 2 where nothing was read."""
    words = [word for word in argv if word not in _FLAGS]
    city = words[3] if words[2:3] == ["--city"] and len(words) == 4 else None
    if words[:1] != ["import"] or len(words) != (4 if city else 2):
        print(_USAGE, file=sys.stderr)
        return _WRONG_USE
    try:
        desk = _desk(city, dry="--dry-run" in argv)
        found = import_tickets(read_table(Path(words[1])), desk)
    except AppError as problem:
        print(told(problem.detail, problem.params), file=sys.stderr)
        return _WRONG_USE
    print(json.dumps(as_json(found), ensure_ascii=False) if "--json" in argv else _text(found))
    return 1 if found.count(Outcome.REFUSED) else 0


def _desk(city: str | None, *, dry: bool) -> Desk:
    c = None if dry else build_container(settings_from_environment())
    return Desk(
        registrar=COMMAND_LINE,
        city=city,
        now=utc_now(),
        rules=c.rules if c else load_rules(sample=False),
        tickets=load_ticket_rules(),
        ports=c.cases if c else None,
    )


def as_json(found: Imported) -> dict[str, Any]:
    """Return what became of a file as plain JSON."""
    counts = {outcome.value: found.count(outcome) for outcome in Outcome}
    return {**counts, "rows": [_row(row) for row in found.rows]}


def _row(row: TicketRow) -> dict[str, Any]:
    return {
        "line": row.line,
        "order_no": row.order_no,
        "outcome": row.outcome.value,
        "case_id": row.case_id,
        "errors": [{"field": e.path, "message": e.message % e.params} for e in row.errors],
    }


def _text(found: Imported) -> str:
    counts = "，".join(f"{outcome.value} {found.count(outcome)}" for outcome in Outcome)
    wrong = [
        f"  {row.line}: {e.path}: {told(e.message, e.params)}"
        for row in found.rows
        for e in row.errors
    ]
    return "\n".join([f"读 rows {len(found.rows)}：{counts}", *wrong])
