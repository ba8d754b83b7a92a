"""What the document of a leading case keeps of the others of its submission."""

from collections.abc import Sequence

from services.complaints.domain.cases.case import Case
from shared.codec import to_document
from shared.mongo.client import Document

TO_OPEN = "to_open"
SINCE = "to_open_since"


def unopened(others: Sequence[Case]) -> Document:
    """Return what a leading case keeps of the others; nothing where it stands by itself."""
    if not others:
        return {}
    kept = [{**to_document(case), "_id": case.id} for case in others]
    return {TO_OPEN: kept, SINCE: others[0].filed_at}
