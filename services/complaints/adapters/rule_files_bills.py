"""Loads what a whole bill is looked at with from `rules/catalogue/`."""

from pathlib import Path
from typing import Any

from marshmallow import fields, post_load, validate

from services.complaints.adapters.rule_rows import DatedRowSchema, read_rows
from services.complaints.domain.catalogue.bill_rules import AllIn, BillRules, Sign

_KINDS = ("deposit", "inspection_body", "own_item", "split_item")


def _words(*, least: int = 0) -> Any:
    return fields.List(fields.String(), required=True, validate=validate.Length(min=least))


def _text() -> Any:
    return fields.String(required=True, validate=validate.Length(min=1))


class _AllInSchema(DatedRowSchema):
    id = _text()
    whole = _text()
    parts = _words(least=1)
    source = _text()

    @post_load
    def _all_in(self, data: dict[str, Any], **_: Any) -> AllIn:
        return AllIn(**data | {"parts": tuple(data["parts"])})


class _SignSchema(DatedRowSchema):
    id = _text()
    kind = fields.String(required=True, validate=validate.OneOf(_KINDS))
    code = _text()
    words = _words(least=1)
    beside = _words()
    unless = _words()
    source = _text()

    @post_load
    def _sign(self, data: dict[str, Any], **_: Any) -> Sign:
        lists = {key: tuple(data[key]) for key in ("words", "beside", "unless")}
        return Sign(**data | lists)


def load_bill_rules(folder: Path) -> BillRules:
    """Return the all-in items with their parts and the signs on bills.

    Raises:
        RuleFileError: a file does not fit.
    """
    all_in: list[Any] = read_rows(folder / "all_in.json", "all_in", _AllInSchema())
    signs: list[Any] = read_rows(folder / "bill_signs.json", "bill_signs", _SignSchema())
    return BillRules(all_in=tuple(all_in), signs=tuple(signs))
