"""`WORD import FILE --city CITY [--dry-run] [--json]`: what the imports of rows have in common."""

import csv
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from services.complaints.adapters.rule_files_parties import load_party_rules
from services.complaints.usecases.commitments.imported import Imported
from shared.errors import AppError
from shared.mongo.client import Documents, connect
from shared.web.formats import told

_WRONG_USE = 2
_FLAGS = {"--dry-run", "--json"}
_COUNTS = ("rows", "good", "new", "changed", "same", "refused", "columns")
Import = Callable[[Path, str, Documents | None], Imported]


def run_import(argv: Sequence[str], import_: Import, *, usage: str, place: str) -> int:
    """Print what came of the file; 1 where rows were refused, 2 where it cannot be used.

    Args:
        argv: what was typed after the command.
        import_: imports a file for a city into a database; None only looks.
        usage: what to type.
        place: what the number of a row is called in the answer.
    """
    words = [word for word in argv if word not in _FLAGS]
    cities = load_party_rules().cities
    if len(words) != 4 or words[0] != "import" or words[2] != "--city" or words[3] not in cities:
        print(usage, file=sys.stderr)
        return _WRONG_USE
    try:
        database = None if "--dry-run" in argv else _database()
        found = import_(Path(words[1]), words[3], database)
    except AppError as problem:
        wrong = [f"{each.path}: {told(each.message, each.params)}" for each in problem.errors]
        print("\n".join([told(problem.detail, problem.params), *wrong]), file=sys.stderr)
        return _WRONG_USE
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        print(f"读不了这个文件 cannot read the file: {problem}", file=sys.stderr)
        return _WRONG_USE
    plain = json.dumps(as_json(found, place=place), ensure_ascii=False)
    print(plain if "--json" in argv else _text(found))
    return 1 if found.refused else 0


def as_json(found: Imported, *, place: str) -> dict[str, Any]:
    """Return what came of a file as plain JSON."""
    return {
        **{name: getattr(found, name) for name in _COUNTS},
        "details": [
            {place: number, "column": error.path, "message": error.message % error.params}
            for number, error in found.details
        ],
    }


def _database() -> Documents:
    from services.complaints.settings import settings_from_environment  # noqa: PLC0415 - needs engines

    settings = settings_from_environment()
    return connect(settings.mongo_url, settings.mongo_database)


def _text(found: Imported) -> str:
    counts = (
        f"读 rows {found.rows}，可用 good {found.good}，新增 new {found.new}，"
        f"变更 changed {found.changed}，相同 same {found.same}，拒绝 refused {found.refused}"
    )
    lines = [f"  {n}: {e.path}: {told(e.message, e.params)}" for n, e in found.details[:20]]
    return "\n".join([counts, *lines])
