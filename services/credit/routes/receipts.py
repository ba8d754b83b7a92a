"""Who may see which receipt of the gate."""

from services.credit.container import Container
from services.credit.domain.measures.query import Query
from shared.errors import NotFound
from shared.principal import Principal, Role
from shared.words import N_

_ALL = frozenset({Role.CREDIT_OFFICER, Role.AUDITOR})


def visible_receipt(c: Container, person: Principal, receipt: str) -> Query:
    """Return the query of a receipt to the department that asked and to the credit office.

    Raises:
        NotFound: there is none, or it is another department's; the answer is the same.
    """
    found = c.queries.with_receipt(receipt)
    if found is None or not (person.role in _ALL or person.department == found.department):
        raise NotFound(N_("没有这个回执"))
    return found
