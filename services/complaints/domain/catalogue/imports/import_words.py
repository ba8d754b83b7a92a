"""What lists of charges are read by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.complaints.domain.catalogue.imports.price_prose import ProseReader


@dataclass(frozen=True, kw_only=True, eq=False)
class ImportWords:
    """How columns are headed, how prices are written, and how texts are folded.

    Args:
        version: another one wherever the same list may be read otherwise.
    """

    version: str
    columns: Mapping[str, tuple[str, ...]]
    prose: ProseReader
    fold: Callable[[str], str]
