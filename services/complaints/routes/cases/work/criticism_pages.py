"""The list of circulated criticism 通报, for supervisors."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.cases.criticism import Criticised
from services.complaints.routes import container
from services.complaints.usecases.cases.list_criticised import list_criticised
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.identity import require_principal
from shared.web.language import words

criticism_pages = Blueprint("criticism_pages", __name__, url_prefix="/complaints/work")


@dataclass(frozen=True, kw_only=True)
class CriticisedRow:
    """One line: `late` in working days, `met_on` None while the duty is still open."""

    id: str
    title: str
    limit: str
    due_on: date
    late: int
    met_on: date | None
    at: datetime
    state: str


@criticism_pages.get("/criticised")
@access(roles(Role.SUPERVISOR))
def show_criticised() -> ResponseReturnValue:
    """Show which departments are criticised, for which cases."""
    c, person = container(), require_principal()
    found = list_criticised(person, now=c.now(), ports=c.cases, rules=c.rules)
    departments = c.rules.parties.departments
    return render_template(
        "cases/work/criticised.html",
        groups=[
            (words(departments[code]), [_row(each, c) for each in entries])
            for code, entries in found.items()
        ],
        count=sum(map(len, found.values())),
    )


def _row(entry: Criticised, c: Container) -> CriticisedRow:
    case, clock = entry.case, entry.clock
    return CriticisedRow(
        id=case.id,
        title=case.title,
        limit=words(clock.title),
        due_on=clock.due_on,
        late=entry.late,
        met_on=clock.met_on,
        at=entry.at,
        state=words(c.rules.track_of(case).states[case.state.value]),
    )
