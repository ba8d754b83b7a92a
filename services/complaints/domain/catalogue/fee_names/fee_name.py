"""A fee with its names, and the words that stand around names of fees."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class FeeName:
    """A fee and what else it is called.

    Args:
        also: other names, in any language.
        surcharge: whether “附加费” may stand behind any of its names.
        of: the item it is a sub-item of; empty for most.
        as_written: only the name as written means it; nothing like it does.
    """

    item: str
    en: str
    also: tuple[str, ...]
    surcharge: bool = False
    of: str = ""
    as_written: bool = False


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What stands around names of fees, and names that are none.

    Args:
        too_general: names that say nothing of what was done.
        ambiguous: names with several meanings → the meanings.
        not_charges: what a bill holds beside charges of port and carriage (freight, taxes, sums).
        places: ports and places; `lines`: carriers; `words`: sizes, directions, units, payers.
        endings: what may be missing or added at the end of a Chinese name.
        neutral: the same for English words.
        decisive: characters that change a meaning when they come or go.
        changes: words that make something else of a fee (refund, deposit, tax).
    """

    too_general: tuple[str, ...]
    ambiguous: Mapping[str, tuple[str, ...]]
    not_charges: tuple[str, ...]
    places: tuple[str, ...]
    lines: tuple[str, ...]
    words: tuple[str, ...]
    endings: tuple[str, ...]
    neutral: frozenset[str]
    decisive: frozenset[str]
    changes: tuple[str, ...]
