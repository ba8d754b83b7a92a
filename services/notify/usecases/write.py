"""Write the text of a message."""

from collections.abc import Mapping

from services.notify.domain.messages.message import Message
from services.notify.domain.messages.template import (
    DEPARTMENT,
    Template,
    Texts,
    fill,
    fill_link,
)
from services.notify.ports import AddressBook


def write(
    message: Message,
    *,
    templates: Mapping[tuple[str, int], Template],
    addresses: AddressBook,
    public_url: str,
) -> Texts:
    """Return a message's text in both languages, with the department's name for its id."""
    facts = dict(message.facts)
    if department := facts.get("department"):
        facts["department"] = addresses.name_of(f"department:{department.zh}") or DEPARTMENT
    link = fill_link(message.link, message.facts, public_url=public_url)
    return fill(templates[message.template, message.template_version], facts, link=link)
