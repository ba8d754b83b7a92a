"""The form by which an anonymous reporter gives a name: as typed, and who it says to be."""

from flask import request

from services.complaints.domain.cases.reporter import Reporter
from services.complaints.usecases.cases.anonymous.give_name import OwnName
from shared.principal import Principal
from shared.web.forms import posted_key


def typed_values(person: Principal | None = None) -> dict[str, str]:
    """Return what the form holds: as posted, before that what the account tells."""
    if request.method == "POST":
        return {**request.form}
    known = {"name": person.name, "email": person.email or ""} if person else {}
    return {f"reporter.{name}": text for name, text in known.items()}


def posted_name(case_id: str, person: Principal | None = None) -> OwnName:
    """Return the posted form; with an account the case becomes one of its own and of its firm.

    Raises:
        Malformed: the key of the form is missing.
    """
    name, phone, email, address = (
        request.form.get(f"reporter.{each}", "").strip()
        for each in ("name", "phone", "email", "address")
    )
    return OwnName(
        case_id=case_id,
        reporter=Reporter(
            sub=person.sub if person else "",
            uscc=person.uscc if person else None,
            company=(person.organisation or "") if person else "",
            name=name,
            phone=phone,
            email=email,
            address=address,
        ),
        publish=request.form.get("publish") == "yes",
        understood=request.form.get("understood") == "yes",
        key=posted_key(),
    )
