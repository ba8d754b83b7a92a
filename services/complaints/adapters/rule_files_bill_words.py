"""Loads the words by which bills are read from `rules/catalogue/`."""

from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate

from services.complaints.adapters.rule_files_catalogue import CATALOGUE_RULES
from services.complaints.adapters.rule_files_imports import load_import_words
from services.complaints.adapters.rule_rows import DatedRowSchema, RuleFileError, read_document
from services.complaints.domain.catalogue.bills.bill_values import BillWords

_COLUMNS = (
    "item", "quantity", "unit", "unit_price", "amount", "container", "charged_on", "body", "note",
)  # fmt: skip
_HEADS = ("charged_on", "body", "bill_no", "shipment_no", "other")


def _words() -> Any:
    return fields.List(fields.String(validate=validate.Length(min=1)), required=True)


def _by_key(keys: tuple[str, ...]) -> Any:
    names = fields.String(validate=validate.OneOf(keys))
    return fields.Dict(
        keys=names, values=_words(), required=True, validate=validate.Length(len(keys))
    )


class _BillWordsSchema(DatedRowSchema):
    columns = _by_key(_COLUMNS)
    totals = _words()
    subtotals = _words()
    heads = _by_key(_HEADS)


def load_bill_words(folder: Path = CATALOGUE_RULES) -> BillWords:
    """Return how bills head their columns and name their sums; units as lists write them.

    Raises:
        RuleFileError: the file does not fit, or a heading is there twice.
    """
    path = folder / "bill_words.json"
    try:
        loaded: Any = _BillWordsSchema().load(read_document(path))
    except ValidationError as problem:
        raise RuleFileError(f"{path.name}: {problem}") from problem
    imported = load_import_words(folder)
    roles: dict[str, str] = {}
    for role, words in loaded["columns"].items():
        for word in words:
            plain = "".join(imported.fold(word).split())
            if roles.setdefault(plain, role) != role:
                raise RuleFileError(f"{path.name}: {word} is there twice")
    return BillWords(
        columns={role: tuple(words) for role, words in loaded["columns"].items()},
        totals=tuple(imported.fold(word).replace(" ", "") for word in loaded["totals"]),
        subtotals=tuple(imported.fold(word).replace(" ", "") for word in loaded["subtotals"]),
        heads={key: tuple(map(imported.fold, words)) for key, words in loaded["heads"].items()},
        units=imported.prose.units,
        fold=imported.fold,
        roles=roles,
    )
