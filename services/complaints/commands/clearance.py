"""`clearance import FILE --city CITY [--dry-run] [--json]`: node times of declarations, a CSV.

Good rows are kept, bad ones are named by line and column. The same file again changes nothing.
With `--dry-run` nothing is kept and no engine and no setting is needed.
"""

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from services.complaints.adapters.declaration_file import read_csv
from services.complaints.adapters.declaration_store import MongoDeclarationStore
from services.complaints.adapters.rule_files_clearance import load_clearance
from services.complaints.adapters.rule_files_parties import load_party_rules
from services.complaints.settings import settings_from_environment
from services.complaints.usecases.commitments.import_declarations import (
    Imported,
    import_declarations,
)
from shared.clock import utc_now
from shared.errors import AppError
from shared.mongo.client import connect

_WRONG_USE = 2
_USAGE = (
    "用法 usage: python -m services.complaints clearance import FILE --city CITY"
    " [--dry-run] [--json]"
)
_FLAGS = {"--dry-run", "--json"}


def run(argv: Sequence[str]) -> int:
    """Print what came of the file; 1 where rows were refused, 2 where it cannot be used."""
    words = [word for word in argv if word not in _FLAGS]
    cities = load_party_rules().cities
    if len(words) != 4 or words[0] != "import" or words[2] != "--city" or words[3] not in cities:
        print(_USAGE, file=sys.stderr)
        return _WRONG_USE
    try:
        found = _import(Path(words[1]), words[3], dry="--dry-run" in argv)
    except AppError as problem:
        told = [f"{each.path}: {each.message % each.params}" for each in problem.errors]
        print("\n".join([problem.detail % problem.params, *told]), file=sys.stderr)
        return _WRONG_USE
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        print(f"读不了这个文件 cannot read the file: {problem}", file=sys.stderr)
        return _WRONG_USE
    print(json.dumps(as_json(found), ensure_ascii=False) if "--json" in argv else _text(found))
    return 1 if found.refused else 0


def _import(path: Path, city: str, *, dry: bool) -> Imported:
    store = None
    if not dry:
        settings = settings_from_environment()
        store = MongoDeclarationStore(connect(settings.mongo_url, settings.mongo_database))
    return import_declarations(
        read_csv(path), city=city, rules=load_clearance(), declarations=store, now=utc_now()
    )


def as_json(found: Imported) -> dict[str, Any]:
    """Return what came of a file as plain JSON."""
    return {
        "rows": found.rows,
        "good": found.good,
        "new": found.new,
        "changed": found.changed,
        "same": found.same,
        "refused": found.refused,
        "columns": found.columns,
        "details": [
            {"line": line, "column": error.path, "message": error.message % error.params}
            for line, error in found.details
        ],
    }


def _text(found: Imported) -> str:
    told = (
        f"读 rows {found.rows}，可用 good {found.good}，新增 new {found.new}，"
        f"变更 changed {found.changed}，相同 same {found.same}，拒绝 refused {found.refused}"
    )
    lines = [f"  {line}: {e.path}: {e.message % e.params}" for line, e in found.details[:20]]
    return "\n".join([told, *lines])
