"""The cases in MongoDB: one document holds a case and the events it still has to send."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from pymongo.errors import DuplicateKeyError

from services.complaints.adapters.case_documents import case_of
from services.complaints.adapters.case_lists import MongoCaseLists
from services.complaints.adapters.case_numbers import CaseNumbers
from services.complaints.adapters.passed_numbers import PassedNumbers
from services.complaints.adapters.unopened_cases import unopened
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.command import Command
from services.complaints.domain.cases.file_case import first_case
from services.complaints.ports.file_taken import FileTaken
from shared.codec import to_document
from shared.errors import Conflict, Unavailable
from shared.events.envelope import Event
from shared.mongo import aggregate
from shared.mongo.aggregate import Saving, applied_before
from shared.mongo.client import Document, Documents, again, ping
from shared.mongo.heads import head_of
from shared.words import N_

FILE_ID = "attachments.id"
ANSWER_CODE = "questions.code"
SOURCE = "complaints"
_NOT_OF_THE_CASE = {"id", "version"}


class MongoCaseStore(MongoCaseLists):
    """Saves by compare-and-set; a command that comes again finds its key."""

    def __init__(self, database: Documents) -> None:
        """Keep the cases in this database."""
        super().__init__(database)
        self._database = database
        self._passed = PassedNumbers(database)
        self._numbers = CaseNumbers(self._is_taken)

    def file(
        self,
        series: str,
        made: Callable[[str], tuple[Sequence[Case], Sequence[Event]]],
        command: Command,
    ) -> Case:
        """Store a new case under the next free number, or return the one made before."""
        with self._numbers.turn(series) as numbers:
            for number in numbers:
                (case, *others), events = made(_submission(series, number))
                try:
                    filed = self._insert(case, events, command, numbered=True, others=others)
                except DuplicateKeyError as taken:
                    if _taken_key(taken) != ["_id"]:
                        return self._made_before(case, command, taken)
                    continue
                self._numbers.took(series, number)
                return filed
        raise Unavailable(N_("系统暂时无法使用，请稍后再试"))

    def pass_over(self, series: str, count: int, why: str) -> None:
        """Give the next numbers of a series to no case; the same reason again changes nothing."""
        last = head_of(partial(self._is_taken, series))
        self._passed.add(series, last, count, why)

    def add(self, case: Case, events: Sequence[Event], command: Command) -> Case:
        """Store a new case; return it, or the one the same command made before."""
        try:
            return self._insert(case, events, command)
        except DuplicateKeyError as taken:
            return self._made_before(case, command, taken)

    def filed_by(self, command: Command) -> Case | None:
        """Return the case that this command made before, or None."""
        found = again(lambda: self._table.find_one({"filed_by.key": command.key}))
        if found is None:
            return None
        applied_before({"applied": [found["filed_by"]]}, _kept(command))
        return case_of(found)

    def get(self, case_id: str) -> Case | None:
        """Return a case, or None."""
        found = again(lambda: self._table.find_one({"_id": case_id}))
        return case_of(found) if found else None

    def with_receipt(self, digest: str) -> Case | None:
        """Return the case whose receipt has this digest, or None."""
        return self._one_with("receipt", digest)

    def with_answer_code(self, digest: str) -> Case | None:
        """Return the case whose respondent answers by a code with this digest, or None."""
        return self._one_with(ANSWER_CODE, digest)

    def get_for(self, case_id: str, command: Command) -> tuple[Case, bool] | None:
        """Return a case and whether it has had this command already, or None."""
        found = again(lambda: self._table.find_one({"_id": case_id}))
        if found is None:
            return None
        return case_of(found), applied_before(found, _kept(command))

    def save(self, case: Case, events: Sequence[Event], command: Command | None = None) -> None:
        """Store a changed case whose version is one above the stored one."""
        read = (case.id, case.version - 1)
        aggregate.save(self._table, read, _fields(case), events, _saving(case.changed_at, command))

    def naming_attachment(self, attachment_id: str) -> Case | None:
        """Return the case that refers to a file, or None."""
        return self._one_with(FILE_ID, attachment_id)

    def ping(self) -> None:
        """Ask the store for a sign of life."""
        ping(self._database)

    def _insert(
        self,
        case: Case,
        events: Sequence[Event],
        command: Command,
        *,
        numbered: bool = False,
        others: Sequence[Case] = (),
    ) -> Case:
        filed_by = {"key": command.key, "hash": command.fingerprint}
        document = {"_id": case.id, "version": case.version, "filed_by": filed_by}
        document |= {name: value for name, value in _fields(case).items() if value is not None}
        document |= unopened(others)
        saving = _saving(case.changed_at, command)
        there = aggregate.insert(self._table, document, events, saving, numbered=numbered)
        return case if there is None else case_of(there)

    def _made_before(self, case: Case, command: Command, taken: DuplicateKeyError) -> Case:
        """Return what the same command made; anything else that is taken is somebody else's."""
        earlier = self.filed_by(command)
        if earlier is None and _taken_key(taken) == [FILE_ID]:
            raise FileTaken from None
        if earlier is None and case.receipt and self.with_receipt(case.receipt):
            raise Conflict(N_("别人先改过了")) from None
        if earlier is None:
            raise taken
        return earlier

    def _is_taken(self, series: str, number: int) -> bool:
        wanted = {"_id": first_case(_submission(series, number))}
        there = again(lambda: self._table.find_one(wanted, {"_id": 1}))
        return there is not None or self._passed.has(series, number)

    def _one_with(self, field: str, value: str) -> Case | None:
        query = {field: {"$eq": value, "$gt": ""}}
        found = again(lambda: self._table.find_one(query))
        return case_of(found) if found else None


def _submission(series: str, number: int) -> str:
    return f"{series}-{number:05d}"


def _taken_key(taken: DuplicateKeyError) -> list[str]:
    """Return the fields of the unique index that held the value already."""
    return list((taken.details or {}).get("keyPattern", ()))


def _fields(case: Case) -> Document:
    return {n: v for n, v in to_document(case).items() if n not in _NOT_OF_THE_CASE}


def _kept(command: Command) -> aggregate.Command:
    return aggregate.Command(key=command.key, fingerprint=command.fingerprint)


def _saving(at: datetime, command: Command | None) -> Saving:
    return Saving(source=SOURCE, at=at, command=_kept(command) if command else None)
