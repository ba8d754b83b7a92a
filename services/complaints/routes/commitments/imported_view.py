"""What came of a file of declarations, as its pages show it."""

from typing import Any

from services.complaints.container import Container
from services.complaints.usecases.commitments.imported import Imported
from shared.web.formats import told


def imported_values(found: Imported, *, look: bool, c: Container) -> dict[str, Any]:
    """Return what the template of an import's result takes."""
    return {
        "imported": found,
        "details": [(n, e.path, told(e.message, e.params)) for n, e in found.details],
        "look": look,
        "names": {each.id: each.names for each in (*c.clearance.columns, *c.clearance.nodes)},
    }
