"""Whose inboxes a signed-in person may open."""

from shared.principal import Principal, Role

_FOR_A_DEPARTMENT = {
    Role.CLERK,
    Role.OFFICER,
    Role.SUPERVISOR,
    Role.CREDIT_OFFICER,
    Role.AGENCY,
}


def reader_ref(person: Principal, message_id: str) -> str:
    """Return the reference of who read a message; it joins no two messages."""
    return f"reader:{message_id}:{person.sub}"


def owner_refs(person: Principal) -> tuple[str, ...]:
    """Return the references of a person's inboxes: as a reporter, the firm's, the department's.

    A firm has two: what it is told as a reporter lies apart, under a hash of its own, so that
    nobody who reads the store can see that a reporter's message and a firm's have one owner.
    """
    refs = [f"reporter:{person.sub}"]
    if person.role is Role.ENTERPRISE and person.uscc:
        refs += [f"reporter:{person.uscc}", f"uscc:{person.uscc}"]
    if person.role in _FOR_A_DEPARTMENT and person.department:
        refs.append(f"department:{person.department}")
    return tuple(refs)
