"""Loads the tree of categories from `rules/cases/categories.yaml`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from marshmallow import RAISE, fields, validate

from services.complaints.adapters.rule_rows import (
    DatedRowSchema,
    NamesSchema,
    RuleFileError,
    read_rows,
)
from services.complaints.domain.cases.category import AnswerKind, Category, CategoryTree, Question

FILE = "categories.yaml"
_CODE = validate.Regexp(r"[a-z][a-z_]{0,39}\Z")


class _QuestionSchema(NamesSchema):
    class Meta:
        """An unknown key is an error: it is a slip of the pen."""

        unknown = RAISE

    code = fields.String(required=True, validate=_CODE)
    kind = fields.Enum(AnswerKind, by_value=True, required=True)


class _CategorySchema(DatedRowSchema):
    code = fields.String(required=True, validate=_CODE)
    under = fields.String(required=True)
    zh = fields.String(required=True, validate=validate.Length(min=1))
    en = fields.String(required=True, validate=validate.Length(min=1))
    questions = fields.List(fields.Nested(_QuestionSchema), required=True)


def load_categories(folder: Path) -> CategoryTree:
    """Return the tree.

    Raises:
        RuleFileError: the file does not fit, a code is there twice, or hangs under none before it.
    """
    path = folder / FILE
    nodes: dict[str, Category] = {}
    for row in read_rows(path, "categories", _CategorySchema()):
        if row["code"] in nodes or (row["under"] and row["under"] not in nodes):
            raise RuleFileError(f"{path.name}: {row['code']} is there twice or before its parent")
        nodes[row["code"]] = _category(row)
    return CategoryTree(nodes=nodes)


def _category(row: Mapping[str, Any]) -> Category:
    kept = ("code", "under", "effective_from", "effective_to", "city")
    return Category(
        name={"zh": row["zh"], "en": row["en"]},
        questions=tuple(_question(each) for each in row["questions"]),
        **{name: row[name] for name in kept},
    )


def _question(row: Mapping[str, Any]) -> Question:
    return Question(code=row["code"], kind=row["kind"], text={"zh": row["zh"], "en": row["en"]})
