"""What an item's own words say of the facts that prices depend on."""

import re
from dataclasses import replace

from services.complaints.domain.catalogue.facts import Facts

_BERTHS = (
    ("idle", ("非生产性", "靠泊非作业")),
    ("anchorage", ("锚地",)),
    ("working", ("生产性",)),
)
_LOCK = "过闸"
_DROP = re.compile(r"[(-]?(?:非?生产性|锚地|过闸)(?:停泊)?\)?")


def with_item_words(facts: Facts, item: str) -> Facts:
    """Return the facts with what the item says where nobody else does.

    Args:
        facts: what is told.
        item: the item half-width, lower-case and in simplified characters.
    """
    if facts.berth is None:
        said = next((code for code, words in _BERTHS if any(each in item for each in words)), None)
        facts = replace(facts, berth=said)
    return facts


def without_such_words(item: str) -> str:
    """Return an item without the words that only tell a fact."""
    return _DROP.sub("", item)


def speaks_of_locks(item: str) -> bool:
    """Return whether an item says that the ship was piloted through a lock."""
    return _LOCK in item
