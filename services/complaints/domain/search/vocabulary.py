"""The names of the codes that a search selects by, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Names = Mapping[str, Mapping[str, str]]


class Facet(StrEnum):
    """What results are counted and selected by; the values are the index's field names."""

    TRACK = "track"
    STATE = "state"
    VERDICT = "verdicts"
    FINDING = "findings"
    DEPARTMENT = "department"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Vocabulary:
    """Codes with their names, `{"zh": …, "en": …}`, by facet, in the order they are shown."""

    names: Mapping[Facet, Names]

    def name(self, facet: Facet, code: str, language: str) -> str:
        """Return what a code is called; the code itself where the rules do not name it."""
        names = self.names.get(facet, {}).get(code)
        if names is None:
            return code
        return names.get(language) or names["zh"]

    def codes(self, facet: Facet, typed: str) -> frozenset[str]:
        """Return the codes that a person means by a code, a name or a part of a name.

        A whole name wins over names that only contain it: 已立案 does not mean 不予立案.
        """
        wanted = typed.strip().casefold()
        named = {
            code: {code.casefold(), *(name.casefold() for name in names.values())}
            for code, names in self.names.get(facet, {}).items()
        }
        whole = frozenset(code for code, names in named.items() if wanted in names)
        if whole or not wanted:
            return whole
        return frozenset(
            code for code, names in named.items() if any(wanted in name for name in names)
        )
