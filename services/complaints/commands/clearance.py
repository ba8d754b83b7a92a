"""`clearance import FILE --city CITY [--dry-run] [--json]`: node times of declarations, a CSV.

Good rows are kept, bad ones are named by line and column. The same file again changes nothing.
With `--dry-run` nothing is kept and no engine and no setting is needed.
"""

from collections.abc import Sequence
from pathlib import Path

from services.complaints.adapters.declaration_file import read_csv
from services.complaints.adapters.declaration_store import MongoDeclarationStore
from services.complaints.adapters.rule_files_clearance import load_clearance
from services.complaints.commands.import_rows import run_import
from services.complaints.usecases.commitments.import_declarations import import_declarations
from services.complaints.usecases.commitments.imported import Imported
from shared.clock import utc_now
from shared.mongo.client import Documents

_USAGE = (
    "用法 usage: python -m services.complaints clearance import FILE --city CITY"
    " [--dry-run] [--json]"
)


def run(argv: Sequence[str]) -> int:
    """Print what came of the file; 1 where rows were refused, 2 where it cannot be used."""
    return run_import(argv, _import, usage=_USAGE, place="line")


def _import(path: Path, city: str, database: Documents | None) -> Imported:
    return import_declarations(
        read_csv(path),
        city=city,
        rules=load_clearance(),
        declarations=None if database is None else MongoDeclarationStore(database),
        now=utc_now(),
    )
