"""A stored case as a Case, also one that an older release stored."""

from typing import Any

from services.complaints.domain.cases.case import Case
from shared.codec import from_document
from shared.mongo.client import Document


def case_of(document: Document) -> Case:
    """Return the case a document holds."""
    notices = [_notice(each) for each in document.get("notices") or ()]
    return from_document(Case, {**document, "id": document["_id"], "notices": notices})


def _notice(stored: dict[str, Any]) -> dict[str, Any]:
    """Return a notice with its answers; there was room for one answer only before."""
    only = stored.get("defence")
    return {**stored, "defences": [only]} if only else stored
