"""The command that builds the index anew or compares it: `reindex --all | --verify`."""

import sys
from collections.abc import Sequence

from services.complaints.container import Container, build_container
from services.complaints.settings import settings_from_environment
from services.complaints.usecases.search.mend_index import Difference
from services.complaints.usecases.search.reindex_all import reindex_all
from services.complaints.usecases.search.verify_index import verify_index

USAGE = "python -m services.complaints reindex --all | --verify\n"
_LISTED = 100


def run(arguments: Sequence[str]) -> int:
    """Build the index from the store, or list where the two differ; 1 when they do."""
    acts = {"--all": rebuild, "--verify": compare}
    if len(arguments) != 1 or arguments[0] not in acts:
        sys.stderr.write(USAGE)
        return 2
    return acts[arguments[0]](build_container(settings_from_environment()))


def rebuild(c: Container) -> int:
    """Build a new index from the store and switch over to it."""
    done = reindex_all(source=c.source, index=c.index, now=c.now())
    print(f"written: {done.written}, changed meanwhile: {done.mended}")
    for case_id, reason in done.refused.items():
        print(f"refused: {case_id} {reason}")
    return 1 if done.refused else 0


def compare(c: Container) -> int:
    """Compare numbers and versions of store and index."""
    found = verify_index(source=c.source, index=c.index, now=c.now())
    print(f"store: {found.stored}, index: {found.indexed}, different: {len(found.differences)}")
    for each in found.differences[:_LISTED]:
        print(_line(each))
    return 0 if found.is_same else 1


def _line(difference: Difference) -> str:
    stored = "-" if difference.stored is None else difference.stored
    indexed = "-" if difference.indexed is None else difference.indexed
    return f"{difference.case_id}: store {stored}, index {indexed}"
