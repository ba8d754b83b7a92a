"""Open deadlines of a worklist or a case as a file for a calendar program."""

from collections.abc import Iterable

from flask import Blueprint
from flask.typing import ResponseReturnValue

from services.complaints.adapters.calendar_file import CalendarEntry
from services.complaints.domain.clocks.clock import Clock
from services.complaints.routes import container
from services.complaints.routes.cases.work.case_pages import READERS, case_for
from services.complaints.routes.cases.work.clock_view import arithmetic
from services.complaints.routes.clocks.clock_pages import PROVISIONAL, ics
from services.complaints.usecases.cases.list_work import list_work
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.identity import require_principal
from shared.web.language import current_language, say, words
from shared.words import N_

WORK = N_("在办案件的期限")

deadline_files = Blueprint("deadline_files", __name__, url_prefix="/complaints")


@deadline_files.get("/work/deadlines.ics")
@access(roles(Role.OFFICER, Role.SUPERVISOR))
def send_work() -> ResponseReturnValue:
    """Send the open deadlines of the own worklist."""
    c, person = container(), require_principal()
    found = list_work(person, now=c.now(), ports=c.cases, rules=c.rules)
    entries = [
        entry
        for group in found.groups.values()
        for listed in group
        for entry in _entries(listed.item.id, listed.item.clocks)
    ]
    return ics(say(WORK), entries, c.now())


@deadline_files.get("/cases/<case_id>/deadlines.ics")
@access(READERS)
def send_case(case_id: str) -> ResponseReturnValue:
    """Send the open deadlines of a case to somebody who may see it; the look is kept."""
    c = container()
    case = case_for(case_id, require_principal(), c)
    return ics(case.id, list(_entries(case.id, case.clocks)), c.now())


def _entries(case_id: str, clocks: Iterable[Clock]) -> Iterable[CalendarEntry]:
    for clock in clocks:
        if clock.is_running:
            mark = say(PROVISIONAL) if clock.provisional else ""
            steps = (
                arithmetic(step.message, step.values(current_language())) for step in clock.steps
            )
            yield CalendarEntry(
                key=f"{case_id}-{clock.code}",
                title=f"{case_id} {words(clock.title)}{mark}",
                on=clock.due_on,
                until=clock.due_on,
                text="\n".join(steps),
            )
