"""Loads the closed lists that officers choose from and the codes of breaches."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from marshmallow import fields, validate

from services.complaints.adapters.rule_rows import (
    DatedRowSchema,
    NamesSchema,
    read_document,
    read_rows,
)
from services.complaints.domain.cases.rule_basis import Basis, Reason
from services.complaints.domain.cases.track import Violation

Reasons = Mapping[str, tuple[Reason, ...]]


class NamedRowSchema(DatedRowSchema):
    """A dated row with a code and its names."""

    code = fields.String(required=True)
    zh = fields.String(required=True, validate=validate.Length(min=1))
    en = fields.String(required=True, validate=validate.Length(min=1))


class _ViolationSchema(NamedRowSchema):
    price_forms = fields.List(
        fields.String(validate=validate.OneOf(["fixed", "guided", "market"])), required=True
    )
    sanction = fields.Nested(NamesSchema, required=True)


def load_reasons(path: Path) -> Reasons:
    """Return every list of the file by its name.

    Raises:
        RuleFileError: the file does not fit; the text names the row.
    """
    return {
        name: tuple(
            Reason(code=row["code"], text=names_of(row), basis=basis_of(row))
            for row in read_rows(path, name, NamedRowSchema())
        )
        for name in read_document(path)
    }


def load_violations(path: Path) -> list[Violation]:
    """Return the breaches, in the order of the file.

    Raises:
        RuleFileError: the file does not fit; the text names the row.
    """
    return [
        Violation(
            code=row["code"],
            text=names_of(row),
            sanction=row["sanction"],
            price_forms=tuple(row["price_forms"]),
            basis=basis_of(row),
        )
        for row in read_rows(path, "violations", _ViolationSchema())
    ]


def names_of(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of a row, `{"zh": …, "en": …}`."""
    return {"zh": row["zh"], "en": row["en"]}


def basis_of(row: Mapping[str, Any]) -> Basis:
    """Return on what a dated row rests."""
    return Basis(
        kind=row["basis_kind"],
        text=row["basis"],
        verified=row["verified"],
        effective_from=row["effective_from"],
        effective_to=row["effective_to"],
    )
