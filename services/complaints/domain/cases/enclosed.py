"""Files that are enclosed with a case."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class AttachmentRef:
    """A file of the case; its name as written is sealed under `attachment_names`.

    Args:
        of: `respondent` for a file that came with its answer; empty for the reporter's.
    """

    id: str
    type: str
    size: int
    sha256: str
    of: str = ""
