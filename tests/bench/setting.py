"""What a bench is told: which engines, where its data may be, how long to measure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.local.engines import EngineKind
from tests.bench.figures import Figure


@dataclass(frozen=True, kw_only=True)
class Setting:
    """The frame of one bench.

    Args:
        kind: the engines to start.
        root: a directory of its own.
        pace: 1 for the full time; less for a quick look whose figures are not to be shown.
    """

    kind: EngineKind
    root: Path
    pace: float = 1.0

    @property
    def is_real(self) -> bool:
        """Tell whether Kafka and Elasticsearch themselves run."""
        return self.kind.name == "real"

    def seconds(self, full: float) -> float:
        """Return how long to measure what takes so long at full pace."""
        return full * self.pace

    def count(self, full: int) -> int:
        """Return how many to measure of what are so many at full pace."""
        return max(1, round(full * self.pace))


Bench = Callable[[Setting], Iterator[Figure]]
