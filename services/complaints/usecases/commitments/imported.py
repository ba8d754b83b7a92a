"""What came of a file whose good rows are kept and whose bad ones are named."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.errors import FieldError

MOST_DETAILS = 1000


@dataclass(kw_only=True)
class Imported:
    """What came of a file; `details` holds the first 1000 errors by their place in the file."""

    rows: int = 0
    good: int = 0
    new: int = 0
    changed: int = 0
    refused: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    details: list[tuple[int, FieldError]] = field(default_factory=list)

    @property
    def same(self) -> int:
        """How many rows were there already as they are."""
        return self.good - self.new - self.changed

    def refuse(self, place: int, errors: Sequence[FieldError]) -> None:
        """Count a row that cannot be used, and keep what is wrong with it while there is room."""
        self.refused += 1
        room = max(0, MOST_DETAILS - len(self.details))
        self.details += [(place, error) for error in errors][:room]

    def keep(self, stored: tuple[int, int]) -> None:
        """Count rows that were stored: how many are new, how many differ from before."""
        new, changed = stored
        self.new += new
        self.changed += changed
