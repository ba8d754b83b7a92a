"""The two ways of filing: with an account, whose drafts are kept; without a name, nothing kept."""

from dataclasses import dataclass

from services.complaints.routes.cases.filing_form import Filing
from shared.principal import Principal, Role
from shared.web.language import say
from shared.words import N_


@dataclass(frozen=True, kw_only=True)
class FilingWay:
    """Where the pages of a complaint lead.

    Args:
        name: what it is called in the language of the request.
        home: the address it began at.
        steps: the address below which its steps lie.
        person: who files; None without a name.
        state: everything typed so far, signed, where nothing is kept; else empty.
    """

    name: str
    home: str
    steps: str
    person: Principal | None
    state: str = ""

    @property
    def clerk(self) -> bool:
        """Whether somebody registers for others."""
        return self.person is not None and self.person.role is Role.CLERK

    @property
    def anonymous(self) -> bool:
        """Whether no name is given."""
        return self.person is None

    def address(self, step: str) -> str:
        """Return the address of a step."""
        return f"{self.steps}/{step}"


def way_of(person: Principal, filing: Filing) -> FilingWay:
    """Return the way of somebody with an account."""
    home = "/complaints/file"
    name = N_("代为登记") if person.role is Role.CLERK else N_("我要投诉")
    return FilingWay(name=say(name), home=home, steps=f"{home}/{filing.id}", person=person)


def anonymous_way(state: str) -> FilingWay:
    """Return the way of somebody without a name, who carries what was typed along."""
    home = "/complaints/report"
    return FilingWay(name=say(N_("匿名举报")), home=home, steps=home, person=None, state=state)
