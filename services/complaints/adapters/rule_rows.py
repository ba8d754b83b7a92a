"""Reads rows of a rule file through a marshmallow schema; an error names file and row."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema

from services.complaints.adapters.rule_text import SUFFIXES, parse_rules

RULES = Path(__file__).resolve().parent.parent / "rules"


class RuleFileError(Exception):
    """A rule file cannot be used; the text names the file, the row and what is wrong."""


class NamesSchema(Schema):
    """A name in both languages."""

    zh = fields.String(required=True, validate=validate.Length(min=1))
    en = fields.String(required=True, validate=validate.Length(min=1))


class AliasedNamesSchema(NamesSchema):
    """A thing by its id, its name, and how else it is written."""

    class Meta:
        """An unknown key is an error: it is a slip of the pen."""

        unknown = RAISE

    id = fields.String(required=True)
    aliases = fields.List(fields.String(), required=True)


class DatedRowSchema(Schema):
    """What every dated rule carries."""

    class Meta:
        """An unknown key is an error: it is a slip of the pen."""

        unknown = RAISE

    effective_from = fields.Date(required=True)
    effective_to = fields.Date(required=True, allow_none=True)
    province = fields.String(required=True, allow_none=True)
    city = fields.String(required=True, allow_none=True)
    basis_kind = fields.String(required=True, validate=validate.OneOf(["law", "promise", "design"]))
    basis = fields.String(required=True, validate=validate.Length(min=1))
    verified = fields.Boolean(required=True)

    @validates_schema
    def _ends_after_it_begins(self, data: Mapping[str, Any], **_: Any) -> None:
        ends = data.get("effective_to")
        if ends is not None and "effective_from" in data and ends < data["effective_from"]:
            raise ValidationError("ends before it begins", "effective_to")


def text_version(named: str, *texts: str) -> str:
    """Return the version of rules: as it is named, and of what they say."""
    told = sha256()
    for text in texts:
        told.update(text.encode())
    return f"{named}-{told.hexdigest()[:12]}"


def read_document(path: Path) -> dict[str, Any]:
    """Return what a rule file holds.

    Raises:
        RuleFileError: the file is absent, or is no object of text that can be written.
    """
    try:
        document = parse_rules(path)
    except OSError as problem:
        raise RuleFileError(f"{path.name}: cannot be read ({problem.strerror})") from problem
    except ValueError as problem:
        kind = path.suffix[1:].upper()
        raise RuleFileError(f"{path.name}: is not {kind} ({problem})") from problem
    if not isinstance(document, dict):
        raise RuleFileError(f"{path.name}: is not an object")
    return document


def read_rows(path: Path, key: str, schema: Schema) -> list[dict[str, Any]]:
    """Return the loaded rows under a key of a rule file, in file order.

    Files in a folder of the same name (`duties/yantai.json` for `duties.json`) add rows to it.

    Raises:
        RuleFileError: the file is absent, cannot be parsed, or a row does not fit the schema; an
            added file has a list that the file itself has not.
    """
    document = read_document(path)
    if not isinstance(document.get(key), list):
        raise RuleFileError(f"{path.name}: has no list “{key}”")
    more = sorted(each for each in path.with_suffix("").glob("*") if each.suffix in SUFFIXES)
    lists = [
        (path.name, document[key]),
        *((f"{path.stem}/{each.name}", _added(each, document).get(key, [])) for each in more),
    ]
    return [
        _load(name, f"{key}[{place}]", schema, row)
        for name, rows in lists
        for place, row in enumerate(rows)
    ]


def _added(path: Path, document: Mapping[str, Any]) -> dict[str, Any]:
    added = read_document(path)
    for key, rows in added.items():
        if not isinstance(rows, list) or not isinstance(document.get(key), list):
            raise RuleFileError(f"{path.parent.name}/{path.name}: adds no list “{key}”")
    return added


def _load(file: str, place: str, schema: Schema, row: object) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = schema.load(row)  # type: ignore[arg-type]
    except ValidationError as problem:
        name = _name_of(row)
        raise RuleFileError(f"{file}, {place}{name}: {problem.messages}") from problem
    return loaded


def _name_of(row: object) -> str:
    if not isinstance(row, dict):
        return ""
    named = next((row[key] for key in ("code", "id", "key", "year") if key in row), None)
    return "" if named is None else f" ({named})"
