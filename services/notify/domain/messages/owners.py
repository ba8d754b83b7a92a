"""Whose inboxes a signed-in person may open."""

from shared.principal import Principal, Role

_FOR_A_DEPARTMENT = {
    Role.CLERK,
    Role.OFFICER,
    Role.SUPERVISOR,
    Role.CREDIT_OFFICER,
    Role.AGENCY,
}


def owner_refs(person: Principal) -> tuple[str, ...]:
    """Return the references of a person's inboxes: the own one, the firm's or the department's.

    What a person was told as a reporter lies in the own inbox alone, so that a colleague does
    not learn of a report.
    """
    refs = [f"sub:{person.sub}"]
    if person.role is Role.ENTERPRISE and person.uscc:
        refs.append(f"uscc:{person.uscc}")
    if person.role in _FOR_A_DEPARTMENT and person.department:
        refs.append(f"department:{person.department}")
    return tuple(refs)
