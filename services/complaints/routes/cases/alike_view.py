"""Likely duplicates as pages show them."""

from dataclasses import dataclass
from datetime import date

from marshmallow import ValidationError

from services.complaints.container import Container
from services.complaints.domain.cases.likeness import Alike
from services.complaints.routes.cases.filing_form import Filing, command_of_filing
from services.complaints.usecases.cases.find_alike import own_alike
from shared.clock import local_date
from shared.principal import Principal, Role
from shared.web.language import say, words


@dataclass(frozen=True, kw_only=True)
class AlikeView:
    """A case that is likely the same, in the language of the request."""

    id: str
    title: str
    state: str
    filed_on: date
    why: list[str]


def own_alike_views(filing: Filing, person: Principal | None, c: Container) -> list[AlikeView]:
    """Return the own cases a complaint being filed is likely the same as; none without account."""
    if person is None or person.role is not Role.ENTERPRISE:
        return []
    try:
        command = command_of_filing(filing, person)
    except ValidationError:
        return []
    found = own_alike(command, principal=person, ports=c.cases, rules=c.rules)
    return [alike_view(each, c) for each in found]


def alike_view(each: Alike, c: Container) -> AlikeView:
    """Return a likely duplicate as a page shows it."""
    case = each.case
    return AlikeView(
        id=case.id,
        title=case.title,
        state=words(c.rules.track_of(case).states[case.state.value]),
        filed_on=local_date(case.filed_at),
        why=[say(reason) for reason in each.why],
    )
