"""What programs send and are answered about the work of a department."""

from marshmallow import Schema, fields, validate

from services.complaints.usecases.cases.assign_several import MOST
from shared.web.strict_schema import StrictSchema

_CASE, _OFFICER = "HY-2026-00012-1", "suqing"
_DAY = {"type": "string", "format": "date"}


class SeenCaseSchema(StrictSchema):
    """A case as the client has seen it."""

    id = fields.String(required=True, metadata={"example": _CASE})
    version = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(min=1, max=10**9),
        metadata={"example": 3},
    )


class AssignmentsSchema(StrictSchema):
    """Whom to name on which cases."""

    officer = fields.String(
        required=True,
        validate=validate.Length(min=1),
        metadata={"example": _OFFICER, "description": "`sub` of an officer of the department"},
    )
    cases = fields.List(
        fields.Nested(SeenCaseSchema),
        required=True,
        validate=validate.Length(min=1, max=MOST),
        metadata={"example": [{"id": _CASE, "version": 3}]},
    )


class AssignmentSchema(Schema):
    """What came of one case."""

    id = fields.String(metadata={"example": _CASE})
    assigned = fields.Boolean(metadata={"example": True})
    why_not = fields.String(
        metadata={"example": "", "description": "Empty where the officer was named"}
    )


class AssignedSchema(Schema):
    """What came of every case that the person may handle; others are left out."""

    cases = fields.List(fields.Nested(AssignmentSchema))


class BeAbsentSchema(StrictSchema):
    """Who stands in from one day to another, both included."""

    stand_in = fields.String(required=True, metadata={"example": _OFFICER})
    from_on = fields.Date(required=True, metadata={**_DAY, "example": "2026-12-01"})
    to_on = fields.Date(required=True, metadata={**_DAY, "example": "2026-12-04"})


class AbsenceSchema(Schema):
    """The own absence; all null without one that is still to come or lasts."""

    stand_in = fields.String(allow_none=True, metadata={"example": _OFFICER})
    from_on = fields.Date(allow_none=True, metadata={"example": "2026-12-01"})
    to_on = fields.Date(allow_none=True, metadata={"example": "2026-12-04"})


class DepartmentSchema(Schema):
    """What is open in one department."""

    id = fields.String(metadata={"example": "hy-market"})
    name = fields.String(metadata={"example": "海阳市市场监管局"})
    total = fields.Integer(metadata={"example": 14})
    overdue = fields.Integer(metadata={"example": 1})
    today = fields.Integer(metadata={"example": 0})
    within_3 = fields.Integer(metadata={"example": 4})
    unassigned = fields.Integer(metadata={"example": 2})
    tasks = fields.Integer(
        metadata={"example": 3, "description": "Answers of other departments not yet taken"}
    )


class DepartmentsSchema(Schema):
    """Departments with open cases, the most overdue first."""

    departments = fields.List(fields.Nested(DepartmentSchema))
    more = fields.Boolean(
        metadata={"description": "Whether there are more open cases than were counted"}
    )
