"""Loads how the tickets of the hotline are written, from `rules/cases/tickets.json`."""

from pathlib import Path
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from services.complaints.adapters.rule_rows import RULES, NamesSchema, RuleFileError, read_document
from services.complaints.domain.cases.ticket import TicketColumn, TicketRules

FILE = RULES / "cases" / "tickets.json"


class _ColumnSchema(NamesSchema):
    field = fields.String(required=True, validate=validate.Length(min=1))
    also = fields.List(fields.String(), required=True)
    required = fields.Boolean(required=True)


class _FileSchema(Schema):
    class Meta:
        """An unknown key is an error: it is a slip of the pen."""

        unknown = RAISE

    columns = fields.List(fields.Nested(_ColumnSchema), required=True)
    closed_states = fields.List(fields.String(), required=True)


def load_ticket_rules(path: Path = FILE) -> TicketRules:
    """Return the columns a file of tickets may have.

    Raises:
        RuleFileError: the file does not fit.
    """
    try:
        loaded: dict[str, Any] = _FileSchema().load(read_document(path))
    except ValidationError as problem:
        raise RuleFileError(f"{path.name}: {problem.messages}") from problem
    return TicketRules(
        columns=tuple(
            TicketColumn(
                field=row["field"],
                names=(row["zh"], row["en"], *row["also"]),
                required=row["required"],
            )
            for row in loaded["columns"]
        ),
        closed_states=frozenset(loaded["closed_states"]),
    )
