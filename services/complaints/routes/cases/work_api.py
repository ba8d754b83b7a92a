"""The JSON API of a department's work: bulk assignment, absence, figures of the departments."""

from typing import Any

from flask.views import MethodView

from services.complaints.container import Container
from services.complaints.domain.cases.department_figures import (
    DepartmentFigures,
    department_figures,
)
from services.complaints.domain.cases.officer import Absence
from services.complaints.routes import container
from services.complaints.routes.cases.cases_api import HANDLE
from services.complaints.routes.cases.work_schemas import (
    AbsenceSchema,
    AssignedSchema,
    AssignmentsSchema,
    BeAbsentSchema,
    DepartmentsSchema,
)
from services.complaints.usecases.cases.absence import BeAbsent, be_absent, be_back, own_absence
from services.complaints.usecases.cases.assign_several import (
    Assigned,
    AssignSeveral,
    assign_several,
)
from services.complaints.usecases.cases.list_work import list_work
from services.complaints.usecases.cases.meet_staff import meet
from shared.clock import local_date
from shared.principal import Role
from shared.web.access import access, roles, scopes
from shared.web.forms import idempotency_key
from shared.web.identity import require_principal
from shared.web.language import say, words
from shared.web.openapi import IDEMPOTENCY_KEY, ApiBlueprint, ProblemSchema

work_api = ApiBlueprint(
    "work_api",
    __name__,
    url_prefix="/api/cases",
    description="Who does the work of a department, and how much there is.",
)


@work_api.route("/assignments")
class Assignments(MethodView):
    """Several cases to one officer."""

    @access(roles(Role.OFFICER) | scopes(HANDLE))
    @work_api.arguments(AssignmentsSchema)
    @work_api.response(200, AssignedSchema)
    @work_api.doc(parameters=[IDEMPOTENCY_KEY])
    def post(self, body: dict[str, Any]) -> dict[str, Any]:
        """Name one officer on up to fifty cases, each as it was seen; each by itself.

        One that has changed since, or is not open, says why; the same `Idempotency-Key` with the
        same body names nobody twice.
        """
        c, person = container(), require_principal()
        meet(person, now=c.now(), staff=c.cases.staff)
        asked = AssignSeveral(
            versions={each["id"]: each["version"] for each in body["cases"]},
            officer=body["officer"],
            key=idempotency_key(),
        )
        done = assign_several(asked, actor=person, now=c.now(), ports=c.cases, rules=c.rules)
        return {"cases": [_assigned(each) for each in done]}


@work_api.route("/absence")
class OwnAbsence(MethodView):
    """When the officer who asks is away, and who stands in."""

    @access(roles(Role.OFFICER))
    @work_api.response(200, AbsenceSchema)
    def get(self) -> dict[str, Any]:
        """Answer the own absence."""
        c, person = container(), require_principal()
        today = local_date(c.now())
        return _absence(own_absence(person, today=today, staff=c.cases.staff))

    @access(roles(Role.OFFICER))
    @work_api.arguments(BeAbsentSchema)
    @work_api.response(200, AbsenceSchema)
    @work_api.alt_response(422, schema=ProblemSchema, description="No colleague, or no such days")
    def put(self, body: dict[str, Any]) -> dict[str, Any]:
        """Keep who stands in and for which days, in place of what was kept before."""
        c, person = container(), require_principal()
        meet(person, now=c.now(), staff=c.cases.staff)
        today = local_date(c.now())
        away = be_absent(BeAbsent(**body), principal=person, today=today, staff=c.cases.staff)
        return _absence(away)

    @access(roles(Role.OFFICER))
    @work_api.response(200, AbsenceSchema)
    def delete(self) -> dict[str, Any]:
        """End the absence; without one nothing changes."""
        be_back(require_principal(), container().cases.staff)
        return _absence(None)


@work_api.route("/departments")
class Departments(MethodView):
    """Figures of the departments of a city."""

    @access(roles(Role.SUPERVISOR))
    @work_api.response(200, DepartmentsSchema)
    def get(self) -> dict[str, Any]:
        """Answer what is open in each department of the supervisor's city."""
        c = container()
        found = list_work(require_principal(), now=c.now(), ports=c.cases, rules=c.rules)
        figures = department_figures(found)
        return {"departments": [_department(each, c) for each in figures], "more": found.more}


def _assigned(one: Assigned) -> dict[str, Any]:
    why = one.why_not
    told = say(why.message, why.params) if why else ""
    return {"id": one.case_id, "assigned": why is None, "why_not": told}


def _absence(away: Absence | None) -> dict[str, Any]:
    return vars(away) if away else {"stand_in": None, "from_on": None, "to_on": None}


def _department(figures: DepartmentFigures, c: Container) -> dict[str, Any]:
    return {
        "id": figures.department,
        "name": words(c.rules.parties.departments[figures.department]),
        "total": figures.total,
        **{group.value: count for group, count in figures.groups.items()},
        "unassigned": figures.unassigned,
        "tasks": figures.tasks,
    }
