"""A dated rule that nobody has read in the official text yet."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class UnverifiedRule:
    """What a person needs to look a rule up and confirm it.

    Args:
        area: `catalogue`, `cases`, `clocks` or `parties`.
        file: the file it stands in, below the rules; `place` where in it.
        id: its id or code; empty where it has none.
        name: what it is called, in Chinese; `detail` the value to confirm.
    """

    area: str
    file: str
    place: str
    id: str
    name: str
    detail: str
    effective_from: date | None
    effective_to: date | None
    basis_kind: str
    basis: str
    source: str
