"""`survey import FILE --city CITY [--dry-run] [--json]`: what firms told they charge, CSV or XLSX.

Good rows are kept as non-official, bad ones are named by row and column. The same file again
changes nothing. With `--dry-run` nothing is kept and no engine and no setting is needed.
"""

from collections.abc import Sequence
from pathlib import Path

from services.complaints.adapters.rule_files_survey import load_survey
from services.complaints.adapters.survey_store import MongoSurveyStore
from services.complaints.adapters.table_file import read_table
from services.complaints.commands.import_rows import run_import
from services.complaints.usecases.commitments.import_survey import import_survey
from services.complaints.usecases.commitments.imported import Imported
from shared.clock import local_date, utc_now
from shared.mongo.client import Documents

_USAGE = (
    "用法 usage: python -m services.complaints survey import FILE --city CITY [--dry-run] [--json]"
)


def run(argv: Sequence[str]) -> int:
    """Print what came of the file; 1 where rows were refused, 2 where it cannot be used."""
    return run_import(argv, _import, usage=_USAGE, place="row")


def _import(path: Path, city: str, database: Documents | None) -> Imported:
    return import_survey(
        read_table(path),
        city=city,
        rules=load_survey(),
        survey=None if database is None else MongoSurveyStore(database),
        today=local_date(utc_now()),
    )
