"""Who sees a case in the work of the regulators; the one predicate for it.

Hits, counts, facets, exports and direct reads by officers all go through here. A reporter's way
to an own case is another one (the blind index) and not part of the search.
"""

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.worklist import WorkItem
from services.complaints.domain.search.filters import (
    Among,
    Both,
    Everything,
    Facts,
    Filter,
    Nothing,
    Without,
    holds,
)
from shared.principal import Principal, Role

CITY = "city"
DEPARTMENTS = "departments"
RESPONDENT_CODE = "respondent_uscc"
RESPONDENT_NAME = "respondent_key"


def may_see(principal: Principal, case: Case) -> bool:
    """Tell whether this person may read this case."""
    return holds(visible_to(principal), facts_of(case))


def visible_to(principal: Principal) -> Filter:
    """Return the condition that is true of exactly the cases this person may read.

    An officer sees the cases that the own department leads or helps with, a supervisor those of
    the city, an auditor all, anybody else none. Nobody who handles cases sees one about the own
    organisation.
    """
    match principal.role:
        case Role.OFFICER if principal.department:
            return _unrelated(principal, Among(DEPARTMENTS, frozenset({principal.department})))
        case Role.SUPERVISOR if principal.city:
            return _unrelated(principal, Among(CITY, frozenset({principal.city})))
        case Role.AUDITOR:
            return Everything()
        case _:
            return Nothing()


def facts_of(case: Case | WorkItem) -> Facts:
    """Return what the condition looks at; the index holds fields of the same names."""
    code = case.respondent.uscc
    return {
        CITY: frozenset({case.city}),
        DEPARTMENTS: frozenset({case.department, *case.partners}),
        RESPONDENT_CODE: frozenset({code} if code else ()),
        RESPONDENT_NAME: frozenset(name_key(name) for name in case.respondent.names),
    }


def name_key(name: str) -> str:
    """Return a name without the spaces that tell nothing apart."""
    return "".join(name.split())


def _unrelated(principal: Principal, seen: Filter) -> Filter:
    own = (
        (RESPONDENT_CODE, principal.uscc),
        (RESPONDENT_NAME, principal.organisation and name_key(principal.organisation)),
    )
    barred = (Without(Among(field, frozenset({value}))) for field, value in own if value)
    return Both((seen, *barred))
