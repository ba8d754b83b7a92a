"""Reads the sample cases: who reported what and when, and what officers did about it."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields

from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.domain.cases.forms import Form
from services.complaints.domain.cases.recorded_step import RecordedStep
from shared.codec import from_json
from shared.errors import Invalid
from shared.principal import Principal, Role
from shared.words import N_


@dataclass(frozen=True, kw_only=True)
class SampleStep:
    """One action of an officer at a set time."""

    at: datetime
    by: Principal
    form: Form


@dataclass(frozen=True, kw_only=True)
class SampleCase:
    """One complaint at a set time and what followed, oldest first."""

    filed_at: datetime
    complaint: FileComplaint
    steps: tuple[SampleStep, ...]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """All sample cases, oldest first, and the officers who handle them."""

    officers: tuple[Principal, ...]
    cases: tuple[SampleCase, ...]


class _OfficerSchema(Schema):
    sub = fields.String(required=True)
    name = fields.String(required=True)
    department = fields.String(required=True)
    city = fields.String(required=True)


class _StepSchema(Schema):
    action = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    form = fields.Dict(required=True)


class _CaseSchema(Schema):
    filed_at = fields.AwareDateTime(required=True)
    city = fields.String(required=True)
    channel = fields.String(required=True)
    reporter = fields.Dict(required=True)
    respondent = fields.Dict(required=True)
    bill_no = fields.String(required=True)
    lines = fields.List(fields.Dict(), required=True)
    narrative = fields.String(required=True)
    request = fields.String(required=True)
    language = fields.String(required=True)
    steps = fields.List(fields.Nested(_StepSchema), required=True)


class _SampleSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    officers = fields.List(fields.Nested(_OfficerSchema), required=True)
    cases = fields.List(fields.Nested(_CaseSchema), required=True)


def read_sample(path: Path) -> Sample:
    """Return the sample cases of a file.

    Raises:
        Invalid: the file is absent or does not fit; the text names the place.
    """
    try:
        found: dict[str, Any] = _SampleSchema().loads(path.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError, ValidationError) as error:
        raise Invalid(
            N_("示例文件不可用：%(problem)s"), params={"problem": f"{path}: {error}"}
        ) from error
    officers = {each["sub"]: _officer(each) for each in found["officers"]}
    cases = (_case(each, officers) for each in found["cases"])
    return Sample(
        officers=tuple(officers.values()),
        cases=tuple(sorted(cases, key=lambda case: case.filed_at)),
    )


def _officer(found: dict[str, str]) -> Principal:
    return Principal(
        sub=found["sub"],
        name=found["name"],
        role=Role.OFFICER,
        department=found["department"],
        city=found["city"],
    )


def _case(found: dict[str, Any], officers: dict[str, Principal]) -> SampleCase:
    plain = {
        **{name: found[name] for name in ("city", "channel", "reporter", "bill_no", "lines")},
        **{name: found[name] for name in ("narrative", "request", "language")},
        "respondent_name": found["respondent"]["name"],
        "respondent_uscc": found["respondent"]["uscc"],
    }
    return SampleCase(
        filed_at=found["filed_at"],
        complaint=from_json(FileComplaint, plain),
        steps=tuple(_step(each, officers) for each in found["steps"]),
    )


def _step(found: dict[str, Any], officers: dict[str, Principal]) -> SampleStep:
    action, told = found["action"], found["form"]
    form: Form = (
        from_json(FORMS[action], told)
        if action in FORMS
        else RecordedStep(action=action, values=told)
    )
    return SampleStep(at=found["at"], by=officers[found["by"]], form=form)


FORMS: dict[str, type[Form]] = {
    kind.ACTION: kind for kind in Form.__args__ if kind is not RecordedStep
}
