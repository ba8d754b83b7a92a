"""`survey import FILE --city CITY [--dry-run] [--json]`: what firms told they charge, CSV or XLSX.

Good rows are kept as non-official, bad ones are named by row and column. The same file again
changes nothing. With `--dry-run` nothing is kept and no engine and no setting is needed.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from services.complaints.adapters.rule_files_parties import load_party_rules
from services.complaints.adapters.rule_files_survey import load_survey
from services.complaints.adapters.survey_store import MongoSurveyStore
from services.complaints.adapters.table_file import read_table
from services.complaints.settings import settings_from_environment
from services.complaints.usecases.commitments.import_survey import ImportedSurvey, import_survey
from shared.clock import local_date, utc_now
from shared.errors import AppError
from shared.mongo.client import connect

_WRONG_USE = 2
_USAGE = (
    "用法 usage: python -m services.complaints survey import FILE --city CITY [--dry-run] [--json]"
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
    print(json.dumps(_as_json(found), ensure_ascii=False) if "--json" in argv else _text(found))
    return 1 if found.refused else 0


def _import(path: Path, city: str, *, dry: bool) -> ImportedSurvey:
    store = None
    if not dry:
        settings = settings_from_environment()
        store = MongoSurveyStore(connect(settings.mongo_url, settings.mongo_database))
    today = local_date(utc_now())
    return import_survey(
        read_table(path), city=city, rules=load_survey(), survey=store, today=today
    )


def _as_json(found: ImportedSurvey) -> dict[str, Any]:
    names = ("rows", "good", "new", "changed", "same", "refused", "columns")
    return {
        **{name: getattr(found, name) for name in names},
        "details": [
            {"row": number, "column": error.path, "message": error.message % error.params}
            for number, error in found.details
        ],
    }


def _text(found: ImportedSurvey) -> str:
    told = (
        f"读 rows {found.rows}，可用 good {found.good}，新增 new {found.new}，"
        f"变更 changed {found.changed}，相同 same {found.same}，拒绝 refused {found.refused}"
    )
    lines = [f"  {n}: {e.path}: {e.message % e.params}" for n, e in found.details[:20]]
    return "\n".join([told, *lines])
