"""Loads columns, kinds of firms and publication of the survey from `survey.json`."""

from pathlib import Path

from marshmallow import fields, validate

from services.complaints.adapters.rule_files_commitments import COMMITMENT_RULES
from services.complaints.adapters.rule_rows import (
    AliasedNamesSchema,
    DatedRowSchema,
    RuleFileError,
    read_rows,
)
from services.complaints.domain.commitments.commitment import EventName
from services.complaints.domain.commitments.survey import SurveyRules

_NEEDED = {"year", "kind", "firm", "item", "container", "unit", "price"}


class _PublicationSchema(DatedRowSchema):
    id = fields.String(required=True)
    firms = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))


def load_survey(folder: Path = COMMITMENT_RULES) -> SurveyRules:
    """Return how a file of the survey is read and what of it is shown.

    Raises:
        RuleFileError: the file does not fit, or a column is missing.
    """
    path = folder / "survey.json"
    columns = _names(path, "columns")
    if {each.id for each in columns} != _NEEDED:
        raise RuleFileError(f"{path.name}: columns must be {', '.join(sorted(_NEEDED))}")
    (publication,) = read_rows(path, "publication", _PublicationSchema())
    return SurveyRules(
        columns=columns, kinds=_names(path, "kinds"), least_firms=publication["firms"]
    )


def _names(path: Path, key: str) -> tuple[EventName, ...]:
    rows = read_rows(path, key, AliasedNamesSchema())
    return tuple(EventName(**{**row, "aliases": tuple(row["aliases"])}) for row in rows)
