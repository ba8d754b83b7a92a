"""What filing and handling cases needs from outside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.command import Command
from services.complaints.domain.cases.draft import Draft
from services.complaints.domain.cases.officer import Absence, Officer
from services.complaints.domain.cases.reading import CaseRead
from services.complaints.ports.anonymous import Receipts
from services.complaints.ports.attachments import AttachmentStore
from services.complaints.ports.case_lists import CaseLists
from services.complaints.ports.linked import LinkedStore
from services.complaints.ports.mail import MailStore
from services.complaints.ports.numbers import Numbers
from shared.events.envelope import Event


class CaseStore(CaseLists, Protocol):
    """The cases; what is saved with a case is what is sent of it.

    Every method raises Unavailable while the store is away.
    """

    def file(
        self,
        series: str,
        made: Callable[[str], tuple[Sequence[Case], Sequence[Event]]],
        command: Command,
    ) -> Case:
        """Store a new case under the next free number; return it, or the one made before.

        The other cases of the submission are kept within the first one, in the same write, until
        they are opened: all of them are there, or none.

        Args:
            series: what is numbered on its own, "HY-2026".
            made: returns the cases, the leading one first, and the events of that one for a
                submission, "HY-2026-00012"; asked again for the next one when somebody took
                that number first.
            command: whose key finds the case again.

        Raises:
            Invalid: the command's key came before with another body.
            Conflict: another case has its receipt.
            FileTaken: another case has one of its files.
        """
        ...

    def add(self, case: Case, events: Sequence[Event], command: Command) -> Case:
        """Store a new case; return it, or the one the same command made before.

        Raises:
            Invalid: the command's key came before with another body.
            Conflict: another case has its receipt.
            FileTaken: another case has one of its files.
        """
        ...

    def filed_by(self, command: Command) -> Case | None:
        """Return the case that this command made before, or None.

        Raises:
            Invalid: the command's key came before with another body.
        """
        ...

    def get(self, case_id: str) -> Case | None:
        """Return a case, or None."""
        ...

    def with_receipt(self, digest: str) -> Case | None:
        """Return the case whose receipt has this digest, or None."""
        ...

    def with_answer_code(self, digest: str) -> Case | None:
        """Return the case whose respondent answers by a code with this digest, or None."""
        ...

    def get_for(self, case_id: str, command: Command) -> tuple[Case, bool] | None:
        """Return a case and whether it has had this command already, or None.

        Raises:
            Invalid: the command's key came before with another body.
        """
        ...

    def save(self, case: Case, events: Sequence[Event], command: Command | None = None) -> None:
        """Store a changed case whose version is one above the stored one.

        Raises:
            Conflict: somebody changed it first.
        """
        ...

    def naming_attachment(self, attachment_id: str) -> Case | None:
        """Return the case that refers to a file, or None."""
        ...

    def ping(self) -> None:
        """Ask the store for a sign of life."""
        ...


class Vault(Protocol):
    """Encrypts with a key per owner: a department's id, or `intake` before a case exists."""

    def seal(self, owner: str, plain: str) -> bytes:
        """Return the text as a ciphertext under the owner's key."""
        ...

    def open(self, sealed: bytes) -> str:
        """Return the text of a ciphertext.

        Raises:
            SealLost: its key is lost for good.
        """
        ...

    def reseal(self, sealed: bytes, owner: str) -> bytes:
        """Return the ciphertext under another owner's key."""
        ...


class BlindIndex(Protocol):
    """Tells equal identifiers apart from others without telling what they are."""

    def of(self, kind: str, identifier: str) -> str:
        """Return the keyed hash of an identifier, normalised; `kind` keeps namespaces apart."""
        ...

    def exactly(self, kind: str, text: str) -> str:
        """Return the keyed hash of a text as it stands, to the last blank."""
        ...


class ReadTrail(Protocol):
    """Who looked at which case."""

    def record(self, read: CaseRead) -> None:
        """Keep one look."""
        ...

    def of_case(self, case_id: str, *, most: int) -> list[CaseRead]:
        """Return the looks at a case, newest first."""
        ...


class DraftStore(Protocol):
    """Complaints begun."""

    def put(self, draft: Draft) -> None:
        """Keep a draft whose version is one above the stored one, 1 where none is stored.

        Raises:
            Conflict: another content was saved under this version first.
        """
        ...

    def get(self, draft_id: str, owner: str) -> Draft | None:
        """Return the owner's draft, or None."""
        ...

    def of_owner(self, owner: str, *, since: datetime) -> list[Draft]:
        """Return the owner's drafts saved since then, newest first."""
        ...

    def drop(self, draft_id: str, owner: str) -> None:
        """Delete the owner's draft, if it is there."""
        ...

    def drop_saved_before(self, at: datetime) -> int:
        """Delete drafts last saved before an instant; return how many."""
        ...


class StaffDirectory(Protocol):
    """The officers of departments, as they signed in."""

    def note(self, officer: Officer) -> None:
        """Keep who an officer is and when last seen."""
        ...

    def set_away(self, sub: str, away: Absence | None) -> None:
        """Keep when an officer is away and who stands in; None ends it."""
        ...

    def of_department(self, department: str) -> list[Officer]:
        """Return the officers of a department by name."""
        ...


@dataclass(frozen=True, kw_only=True)
class CasePorts:
    """All of them together, as most use cases of this area need several."""

    cases: CaseStore
    linked: LinkedStore
    vault: Vault
    blind: BlindIndex
    numbers: Numbers
    attachments: AttachmentStore
    trail: ReadTrail
    drafts: DraftStore
    staff: StaffDirectory
    receipts: Receipts
    mails: MailStore
