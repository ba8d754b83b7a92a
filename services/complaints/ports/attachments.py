"""What is needed of a store of files."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO, Protocol

from services.complaints.domain.cases.attachment import Attachment, NewFile


class AttachmentStore(Protocol):
    """Files, each encrypted with a key of its own."""

    def put(self, file: NewFile, content: BinaryIO, *, owner: str, at: datetime) -> Attachment:
        """Store a file; `content` can be read again from its beginning.

        The same file under the same id is stored once, however often it is handed over and
        wherever an earlier try broke off.

        Raises:
            Invalid: the content is of no type that is taken, or empty; or the id has another
                content or owner.
            TooLarge: it has more than 20 MB.
        """
        ...

    def get(self, attachment_id: str) -> Attachment | None:
        """Return what is known of a file, or None."""
        ...

    def name_of(self, attachment_id: str) -> str:
        """Return the name the file was handed in with.

        Raises:
            NotFound: there is no such file.
        """
        ...

    def content(self, attachment_id: str) -> Iterator[bytes]:
        """Yield the content, checked piece by piece.

        Raises:
            NotFound: there is no such file.
        """
        ...

    def adopt(self, attachment_ids: Sequence[str], *, case_id: str, department: str) -> None:
        """Note which case refers to the files and put their keys under its department's key.

        A file that another case has stays with it.
        """
        ...

    def hand_over(self, attachment_ids: Sequence[str], *, case_id: str, department: str) -> None:
        """Put the keys of a case's files under another department's key."""
        ...

    def unreferenced(self, before: datetime, *, most: int) -> list[Attachment]:
        """Return files no case is noted for, uploaded before an instant, oldest first.

        Files whose writing broke off are among them.
        """
        ...

    def drop(self, attachment_id: str) -> None:
        """Delete a file."""
        ...
