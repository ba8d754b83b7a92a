"""Loads which fees are administrative by their nature, from `rules/catalogue/`."""

from pathlib import Path

from marshmallow import fields

from services.complaints.adapters.price_row_schema import text_field
from services.complaints.adapters.rule_rows import DatedRowSchema, RuleFileError, read_rows
from services.complaints.domain.catalogue.administrative_fee import AdministrativeFee
from services.complaints.domain.catalogue.names import Names

FILE = "administrative_fees.json"


class _FeeSchema(DatedRowSchema):
    id = text_field()
    item = text_field()
    also = fields.List(fields.String(), required=True)


def load_administrative_fees(folder: Path, names: Names) -> tuple[AdministrativeFee, ...]:
    """Return the fees with their names ready to be compared.

    Raises:
        RuleFileError: the file does not fit, or a name may stand for something else.
    """
    path = folder / FILE
    fees = []
    for row in read_rows(path, "administrative_fees", _FeeSchema()):
        called = frozenset(names.key(word) for word in (row["item"], *row["also"]))
        if doubtful := [word for word in sorted(called) if names.meanings(word)]:
            raise RuleFileError(f"{path.name}: “{doubtful[0]}” may mean several items")
        kept = ("id", "item", "effective_from", "effective_to", "basis_kind", "basis", "verified")
        fees.append(AdministrativeFee(names=called, **{key: row[key] for key in kept}))
    return tuple(fees)
