"""A ticket 工单 of the 12345 hotline: which columns a file may have, what a row becomes."""

from collections.abc import Mapping
from dataclasses import dataclass

KEPT = (
    *("order_no", "agent_no", "label", "class", "urgency", "category", "channel", "time", "state"),
    *("reply_wanted", "department", "forwarded_at", "finished_at"),
)
"""What of a ticket tells nobody who called; remark and opinion are kept after redaction."""
REDACTED = ("remark", "opinion")


@dataclass(frozen=True, kw_only=True)
class TicketColumn:
    """A column of a file.

    Args:
        names: the headers it may have, the usual one first.
        required: whether a file without it cannot be imported.
    """

    field: str
    names: tuple[str, ...]
    required: bool


@dataclass(frozen=True, kw_only=True)
class TicketRules:
    """How tickets are written; `closed_states` are those that need no case any more."""

    columns: tuple[TicketColumn, ...]
    closed_states: frozenset[str]

    def read(self, row: Mapping[str, str]) -> dict[str, str]:
        """Return the cells of a row by field; a column nobody knows is left out."""
        plain = {header.strip(): cell.strip() for header, cell in row.items()}
        found: dict[str, str] = {}
        for column in self.columns:
            header = next((name for name in column.names if name in plain), None)
            if header is not None:
                found[column.field] = plain[header]
        return found

    def missing(self, row: Mapping[str, str]) -> list[str]:
        """Return the usual headers of required columns that a file lacks."""
        fields = self.read(row)
        needed = (each for each in self.columns if each.required)
        return [each.names[0] for each in needed if each.field not in fields]
