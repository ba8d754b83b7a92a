"""Loads published charges, cancelled items and names from `rules/catalogue/`."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from marshmallow import (
    EXCLUDE,
    RAISE,
    Schema,
    ValidationError,
    fields,
    post_load,
    validate,
    validates_schema,
)

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
from services.complaints.domain.catalogue.price_row import (
    CancelledItem,
    PriceForm,
    PriceList,
    PriceRow,
)
from services.complaints.domain.catalogue.reasons import UNIT_WORDS

CATALOGUE_RULES = RULES / "catalogue"
_SEQUENCES = ("trade", "direction", "container", "cargo", "ports", "synonyms")


def _one_of(*choices: str) -> Any:
    return fields.List(fields.String(validate=validate.OneOf(choices)), required=True)


def _text(*, empty: bool = False) -> Any:
    return fields.String(required=True, validate=[] if empty else validate.Length(min=1))


def _price() -> Any:
    return fields.Decimal(
        required=True, allow_none=True, allow_nan=False, validate=validate.Range(min=0)
    )


class _RowSchema(DatedRowSchema):
    id = fields.String(required=True, validate=validate.Regexp(r"[A-Za-z0-9-]+$"))
    item = _text()
    sub_item = _text(empty=True)
    service_content = _text(empty=True)
    body = _text()
    body_is_class = fields.Boolean(required=True)
    uscc = fields.String(required=True, allow_none=True)
    body_type = _text()
    payer = _text(empty=True)
    trade = _one_of("foreign", "domestic", "transit")
    direction = _one_of("import", "export")
    container = _one_of("20", "40", "45")
    loaded = fields.Boolean(required=True, allow_none=True)
    cargo = _one_of("general", "dangerous", "reefer")
    cargo_note = _text(empty=True)
    price_form = fields.Enum(PriceForm, by_value=True, required=True)
    price_form_given = fields.Boolean(required=True)
    price_min = _price()
    price_max = _price()
    unit = fields.String(required=True, validate=validate.OneOf(list(UNIT_WORDS)))
    condition = _text(empty=True)
    allows_more = fields.Boolean(required=True)
    open_question = fields.String(required=True, validate=validate.OneOf(["", "net_tons"]))
    part_of = _text(empty=True)
    from_day = fields.Integer(required=True, allow_none=True)
    to_day = fields.Integer(required=True, allow_none=True)
    dates_known = fields.Boolean(required=True)
    quality = fields.String(required=True, validate=validate.OneOf(["A", "N", "S"]))
    source = _text()
    note = _text(empty=True)

    @validates_schema
    def _prices_fit(self, data: Mapping[str, Any], **_: Any) -> None:
        low, high = data.get("price_min"), data.get("price_max")
        if (low is None) != (high is None) or (low is not None and low > high):
            raise ValidationError("a range goes from price_min to price_max", "price_min")
        if data["price_form"] is PriceForm.FIXED and low != high:
            raise ValidationError("a fixed price is one price", "price_form")

    @post_load
    def _row(self, data: dict[str, Any], **_: Any) -> PriceRow:
        return PriceRow(**_with_tuples(data))


class _ListSchema(Schema):
    class Meta:
        """Its rows are read one by one."""

        unknown = RAISE

    id = _text()
    title = fields.Nested(NamesSchema, required=True)
    publisher = fields.Nested(NamesSchema, required=True)
    ports = fields.List(fields.String(), required=True)
    complete = fields.Boolean(required=True)
    known_from = fields.Date(required=True)
    known_to = fields.Date(required=True, allow_none=True)
    edition = _text(empty=True)
    sample = fields.Boolean(required=True)
    province = fields.String(required=True, allow_none=True)
    city = fields.String(required=True, allow_none=True)
    source = _text()


class _CancelledSchema(DatedRowSchema):
    id = _text()
    item = _text()
    ports = fields.List(fields.String(), required=True)
    body = _text(empty=True)
    cancelled_from = fields.Date(required=True)
    quality = _text()
    source = _text()
    note = fields.Nested(NamesSchema, required=True)

    @post_load
    def _cancelled(self, data: dict[str, Any], **_: Any) -> CancelledItem:
        del data["effective_from"], data["effective_to"]
        return CancelledItem(**_with_tuples(data), sample=data["quality"] == "S")


class _NameSchema(NamesSchema):
    synonyms = fields.List(fields.String(), load_default=list)
    aliases = fields.List(fields.String(), load_default=list)

    @post_load
    def _name(self, data: dict[str, Any], **_: Any) -> Name:
        return Name(zh=data["zh"], en=data["en"], synonyms=(*data["synonyms"], *data["aliases"]))


class _AmbiguousSchema(Schema):
    name = _text()
    may_mean = fields.List(fields.String(), required=True, validate=validate.Length(min=1))


class _NamesFileSchema(Schema):
    class Meta:
        """Its lists of names are read one by one."""

        unknown = EXCLUDE

    not_in_catalogues = fields.List(fields.String(), required=True)
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
    return Catalogue(lists=tuple(lists), cancelled=tuple(cancelled), names=names)


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
    rows: list[Any] = read_rows(path, "rows", _RowSchema())
    return PriceList(**_with_tuples(loaded), rows=tuple(rows))


def _loaded(path: Path, schema: Schema, document: Mapping[str, Any]) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = schema.load(document)
    except ValidationError as problem:
        raise RuleFileError(f"{path.name}: {problem.messages}") from problem
    return loaded


def _with_tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if key in _SEQUENCES else value for key, value in data.items()}


def _refuse_repeats(path: Path, words: Iterable[str]) -> None:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise RuleFileError(f"{path.name}: “{word}” is there twice")
        seen.add(word)
