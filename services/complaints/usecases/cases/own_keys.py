"""By which blind keys a person finds the own cases."""

from dataclasses import replace

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.reporter import Reporter
from services.complaints.ports.cases import BlindIndex
from shared.principal import Principal


def person_key(sub: str, blind: BlindIndex) -> str:
    """Return the blind key of a person."""
    return blind.of("person", sub)


def firm_key(uscc: str | None, blind: BlindIndex) -> str | None:
    """Return the blind key of an enterprise, None without a code."""
    return blind.of("firm", uscc) if uscc else None


def reporter_key(reporter: Reporter | None, blind: BlindIndex) -> str | None:
    """Return the blind key of who reports: of the account, else of the telephone number.

    None for somebody who gives neither.
    """
    if reporter is None or not (reporter.sub or reporter.phone.strip()):
        return None
    if reporter.sub:
        return person_key(reporter.sub, blind)
    return blind.of("phone", "".join(each for each in reporter.phone if each.isdigit()))


def report_key(secret: str, blind: BlindIndex) -> str:
    """Return the blind key of an anonymous report before it is a case: of its own secret."""
    return blind.of("report", secret)


def owns(principal: Principal, case: Case, blind: BlindIndex) -> bool:
    """Tell whether the person, or the person's firm, reported the case."""
    if case.reporter_key == person_key(principal.sub, blind):
        return True
    firm = firm_key(principal.uscc, blind)
    return firm is not None and case.reporter_firm_key == firm


def unnamed(principal: Principal, blind: BlindIndex) -> Principal:
    """Return a reporter as the trail may name one: by the blind key alone."""
    return replace(principal, sub=person_key(principal.sub, blind), name="")
