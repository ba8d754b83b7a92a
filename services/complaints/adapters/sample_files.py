"""Reads the sample cases: who reported what and when, and what officers did about it.

`cases.json` holds price reports, `tracks.yaml` beside it cases of every track.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields

from services.complaints.adapters.sample_tracks import FILE, written_rows
from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.domain.cases.forms import Form
from services.complaints.domain.cases.recorded_step import RecordedStep
from shared.codec import from_json
from shared.errors import Invalid
from shared.principal import Principal, Role
from shared.words import N_


@dataclass(frozen=True, kw_only=True)
class SampleStep:
    """One action of an officer at a set time.

    Args:
        track: which of the linked cases it is taken on; empty for the leading one.
    """

    at: datetime
    by: Principal
    form: Form
    track: str = ""


@dataclass(frozen=True, kw_only=True)
class SampleCase:
    """One complaint at a set time and what followed, oldest first; `key` files it once."""

    key: str
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
    role = fields.Enum(Role, by_value=True, load_default=Role.OFFICER)


class _StepSchema(Schema):
    action = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    form = fields.Dict(required=True)
    track = fields.String(load_default="")


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
    title = fields.String(load_default="")
    service = fields.Dict(load_default=None, allow_none=True)
    dispute = fields.Boolean(load_default=False)
    consents = fields.List(fields.String(), load_default=list)


class _SampleSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    officers = fields.List(fields.Nested(_OfficerSchema), required=True)
    cases = fields.List(fields.Nested(_CaseSchema), required=True)


def read_sample(folder: Path) -> Sample:
    """Return the sample cases of a folder.

    Raises:
        Invalid: a file is absent or does not fit; the text names the place.
    """
    schema, path = _SampleSchema(), folder / "cases.json"
    try:
        found = schema.loads(path.read_text(encoding="utf-8"))
        path = folder / FILE
        named = [_as_written(case) for case in found["cases"]]
        officers, cases = written_rows(folder, named)
        written = schema.load({"officers": officers, "cases": cases})
    except (OSError, ValueError, KeyError, ValidationError, Invalid) as error:
        problem = error.detail if isinstance(error, Invalid) else error
        raise Invalid(
            N_("示例文件不可用：%(problem)s"), params={"problem": f"{path}: {problem}"}
        ) from error
    return _sample(found, written)


def _as_written(case: dict[str, Any]) -> dict[str, Any]:
    return {name: case[name] for name in ("reporter", "respondent")}


def _sample(found: dict[str, Any], written: dict[str, Any]) -> Sample:
    """Return both files as one; the keys stay those of the place in its file."""
    officers = {each["sub"]: _officer(each) for each in (*found["officers"], *written["officers"])}
    first = sorted(found["cases"], key=lambda each: each["filed_at"])
    keyed = [(f"sample-{place:04d}", each) for place, each in enumerate(first)]
    keyed += [(f"sample-t{place:04d}", each) for place, each in enumerate(written["cases"])]
    cases = (_case(key, each, officers) for key, each in keyed)
    return Sample(
        officers=tuple(officers.values()),
        cases=tuple(sorted(cases, key=lambda case: case.filed_at)),
    )


def _officer(found: dict[str, Any]) -> Principal:
    return Principal(
        sub=found["sub"],
        name=found["name"],
        role=found["role"],
        department=found["department"],
        city=found["city"],
    )


def _case(key: str, found: dict[str, Any], officers: dict[str, Principal]) -> SampleCase:
    plain = {
        **{name: found[name] for name in ("city", "channel", "reporter", "bill_no", "lines")},
        **{name: found[name] for name in ("narrative", "request", "language", "title")},
        **{name: found[name] for name in ("service", "dispute", "consents")},
        "respondent_name": found["respondent"]["name"],
        "respondent_uscc": found["respondent"]["uscc"],
    }
    return SampleCase(
        key=key,
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
    return SampleStep(at=found["at"], by=officers[found["by"]], form=form, track=found["track"])


FORMS: dict[str, type[Form]] = {
    kind.ACTION: kind for kind in Form.__args__ if kind is not RecordedStep
}
