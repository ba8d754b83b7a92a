"""The demo people of a local run, in groups as the sign-in page shows them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shared.principal import Role

FILE = Path(__file__).parents[1] / "sample" / "people.json"
_CLAIMS = ("role", "city", "uscc", "department")


@dataclass(frozen=True, kw_only=True)
class Person:
    """One demo person; texts are {"zh": …, "en": …}."""

    sub: str
    name: Mapping[str, str]
    does: Mapping[str, str]
    organisation: Mapping[str, str] = field(default_factory=dict)
    role: str
    city: str | None = None
    uscc: str | None = None
    department: str | None = None

    def claims(self) -> dict[str, Any]:
        """Return what the provider says about the person."""
        said = {name: getattr(self, name) for name in _CLAIMS if getattr(self, name)}
        if self.organisation:
            said["organisation"] = self.organisation["zh"]
        return {**said, "name": self.name["zh"], "email": f"{self.sub}@fairport.example"}


@dataclass(frozen=True, kw_only=True)
class Group:
    """People who do the same kind of work."""

    title: Mapping[str, str]
    people: Sequence[Person]


def load_groups(file: Path = FILE) -> tuple[Group, ...]:
    """Return the groups of demo people in the order of the page.

    Raises:
        ValueError: a person has no role of this product.
    """
    groups = json.loads(file.read_text("utf-8"))["groups"]
    return tuple(
        Group(title=each["title"], people=[_person(one) for one in each["people"]])
        for each in groups
    )


def _person(record: Mapping[str, Any]) -> Person:
    return Person(**{**record, "role": Role(record["role"]).value})
