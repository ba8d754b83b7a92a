"""Loads published charges, cancelled items and names from `rules/catalogue/`."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, post_load, validate

from services.complaints.adapters.price_row_schema import PriceRowSchema, text_field, with_tuples
from services.complaints.adapters.rule_files_administrative import load_administrative_fees
from services.complaints.adapters.rule_files_bills import load_bill_rules
from services.complaints.adapters.rule_rows import (
    RULES,
    DatedRowSchema,
    NamesSchema,
    RuleFileError,
    read_document,
    read_rows,
)
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.names import Name, Names
from services.complaints.domain.catalogue.price_row import CancelledItem, PriceList
from services.complaints.domain.catalogue.reductions import Reduction

CATALOGUE_RULES = RULES / "catalogue"


class _ListSchema(Schema):
    class Meta:
        """Its rows are read one by one."""

        unknown = RAISE

    id = text_field()
    title = fields.Nested(NamesSchema, required=True)
    publisher = fields.Nested(NamesSchema, required=True)
    ports = fields.List(fields.String(), required=True)
    complete = fields.Boolean(required=True)
    known_from = fields.Date(required=True)
    known_to = fields.Date(required=True, allow_none=True)
    edition = text_field(empty=True)
    sample = fields.Boolean(required=True)
    province = fields.String(required=True, allow_none=True)
    city = fields.String(required=True, allow_none=True)
    source = text_field()


class _CancelledSchema(DatedRowSchema):
    id = text_field()
    item = text_field()
    ports = fields.List(fields.String(), required=True)
    body = text_field(empty=True)
    cancelled_from = fields.Date(required=True)
    quality = text_field()
    source = text_field()
    note = fields.Nested(NamesSchema, required=True)

    @post_load
    def _cancelled(self, data: dict[str, Any], **_: Any) -> CancelledItem:
        del data["effective_from"], data["effective_to"]
        return CancelledItem(**with_tuples(data), sample=data["quality"] == "S")


class _ReductionSchema(DatedRowSchema):
    id = text_field()
    item = text_field()
    ports = fields.List(fields.String(), required=True)
    share = fields.Decimal(required=True, validate=validate.Range(min=0, max=1))
    possible = fields.Boolean(load_default=False)
    source = text_field()

    @post_load
    def _reduction(self, data: dict[str, Any], **_: Any) -> Reduction:
        return Reduction(**with_tuples(data))


class _BoxVolumeSchema(DatedRowSchema):
    id = text_field()
    container = text_field()
    volume_m3 = fields.Decimal(required=True, validate=validate.Range(min=1))
    source = text_field()


class _NameSchema(NamesSchema):
    synonyms = fields.List(fields.String(), load_default=list)
    aliases = fields.List(fields.String(), load_default=list)

    @post_load
    def _name(self, data: dict[str, Any], **_: Any) -> Name:
        return Name(zh=data["zh"], en=data["en"], synonyms=(*data["synonyms"], *data["aliases"]))


class _AmbiguousSchema(Schema):
    name = text_field()
    may_mean = fields.List(fields.String(), required=True, validate=validate.Length(min=1))


class _NamesFileSchema(Schema):
    class Meta:
        """Its lists of names are read one by one."""

        unknown = EXCLUDE

    not_in_catalogues = fields.List(fields.String(), required=True)
    only_of_boxes = fields.List(fields.String(), load_default=list)
    simplified = fields.Dict(
        keys=fields.String(validate=validate.Length(equal=1)),
        values=fields.String(validate=validate.Length(equal=1)),
        required=True,
    )


def load_catalogue(folder: Path = CATALOGUE_RULES, *, sample: bool = False) -> Catalogue:
    """Return the official lists, with the 示例 lists of the two cities where `sample` is true.

    Raises:
        RuleFileError: a file does not fit, or an id or a name is there twice.
    """
    folders = [folder / "official", *([folder / "sample"] if sample else [])]
    lists: list[PriceList] = []
    cancelled: list[CancelledItem] = []
    for path in sorted(path for each in folders for path in each.glob("*.json")):
        document = read_document(path)
        if not {"rows", "cancelled"} & set(document):
            raise RuleFileError(f"{path.name}: has neither “rows” nor “cancelled”")
        if "rows" in document:
            lists.append(_price_list(path, document))
        if "cancelled" in document:
            cancelled += read_rows(path, "cancelled", _CancelledSchema())  # type: ignore[arg-type]
    names = load_names(folder)
    _refuse_repeats(folder, (row.id for each in lists for row in each.rows))
    reductions: list[Any] = read_rows(folder / "reductions.json", "reductions", _ReductionSchema())
    volumes = read_rows(folder / "box_volumes.json", "box_volumes", _BoxVolumeSchema())
    return Catalogue(
        lists=tuple(lists),
        cancelled=tuple(cancelled),
        administrative=load_administrative_fees(folder, names),
        names=names,
        reductions=tuple(reductions),
        bill_rules=load_bill_rules(folder),
        box_volumes={row["container"]: row["volume_m3"] for row in volumes},
    )


def load_names(folder: Path = CATALOGUE_RULES) -> Names:
    """Return the names of items and ports.

    Raises:
        RuleFileError: the file does not fit, or one name stands for two things.
    """
    path = folder / "names.json"
    document = _loaded(path, _NamesFileSchema(), read_document(path))
    ambiguous = read_rows(path, "ambiguous", _AmbiguousSchema())
    names = Names(
        items=tuple(_names(path, "items")),
        ambiguous={row["name"]: tuple(row["may_mean"]) for row in ambiguous},
        not_in_catalogues=tuple(document["not_in_catalogues"]),
        only_of_boxes=tuple(document["only_of_boxes"]),
        ports=tuple(_names(path, "ports")),
        simplified=document["simplified"],
    )
    for group in (names.items, names.ports):
        words = [{names.key(word) for word in (each.zh, *each.synonyms)} for each in group]
        _refuse_repeats(path, (word for each in words for word in each))
    return names


def _names(path: Path, key: str) -> list[Name]:
    return read_rows(path, key, _NameSchema())  # type: ignore[return-value]


def _price_list(path: Path, document: dict[str, Any]) -> PriceList:
    head = {key: document[key] for key in document if key not in ("rows", "cancelled")}
    loaded = _loaded(path, _ListSchema(), head)
    rows: list[Any] = read_rows(path, "rows", PriceRowSchema())
    return PriceList(**with_tuples(loaded), rows=tuple(rows))


def _loaded(path: Path, schema: Schema, document: Mapping[str, Any]) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = schema.load(document)
    except ValidationError as problem:
        raise RuleFileError(f"{path.name}: {problem.messages}") from problem
    return loaded


def _refuse_repeats(path: Path, words: Iterable[str]) -> None:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise RuleFileError(f"{path.name}: “{word}” is there twice")
        seen.add(word)
