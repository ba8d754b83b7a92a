"""Dataclass ↔ plain document, for MongoDB and for JSON alike.

Documents keep Decimal and datetime as they are (the client stores them as Decimal128 and
date); JSON has both as text. A date is ISO text in both. Keys that a class does not know are
ignored and missing ones take their default, so releases may run side by side.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from cattrs import Converter

T = TypeVar("T")


def _date(value: Any, _: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _datetime(value: Any, _: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _decimal(value: Any, _: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _converter() -> Converter:
    converter = Converter(unstruct_collection_overrides={tuple: list, frozenset: sorted})
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, _date)
    converter.register_structure_hook(datetime, _datetime)
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook(bytes, lambda value, _: bytes(value))
    return converter


_documents = _converter()
_documents.register_unstructure_hook(datetime, lambda value: value)
_json = _converter()
_json.register_unstructure_hook(datetime, _instant)
_json.register_unstructure_hook(Decimal, str)


def to_document(value: Any) -> dict[str, Any]:
    """Return a dataclass as a document for MongoDB."""
    document: dict[str, Any] = _documents.unstructure(value)
    return document


def from_document(kind: type[T], document: Mapping[str, Any]) -> T:
    """Return the dataclass that a document holds."""
    return _documents.structure(document, kind)


def to_json(value: Any) -> dict[str, Any]:
    """Return a dataclass as a value that JSON can hold: amounts and instants as text."""
    plain: dict[str, Any] = _json.unstructure(value)
    return plain


def from_json(kind: type[T], plain: Mapping[str, Any]) -> T:
    """Return the dataclass that a JSON value holds.

    Raises:
        Exception: cattrs' ClassValidationError where the value does not fit the class.
    """
    return _json.structure(plain, kind)
