"""Know the officers of a department, so that they can name each other."""

from datetime import datetime

from services.complaints.domain.cases.officer import Officer
from services.complaints.ports.cases import StaffDirectory
from shared.principal import Principal, Role


def meet(principal: Principal, *, now: datetime, staff: StaffDirectory) -> None:
    """Note an officer who is at work; anybody else is not noted."""
    if principal.role is Role.OFFICER and principal.department:
        staff.note(
            Officer(
                sub=principal.sub,
                name=principal.name,
                department=principal.department,
                seen_at=now,
            )
        )


def colleagues(principal: Principal, *, staff: StaffDirectory) -> list[Officer]:
    """Return the other officers of the person's department, by name."""
    if principal.department is None:
        return []
    officers = staff.of_department(principal.department)
    return [officer for officer in officers if officer.sub != principal.sub]
