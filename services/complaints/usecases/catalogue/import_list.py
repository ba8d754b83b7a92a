"""Keeps a list that was read as a draft, which a person reviews before it is published."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from services.complaints.ports.lists import ListDraft, ListDrafts, ListFile
from services.complaints.usecases.catalogue.read_list import HowToRead, ListReading

_AT_ONCE = 500
Answers = Iterator[dict[str, Any]]


def draft_id(file: ListFile, how: HowToRead) -> str:
    """Return the id of a draft: the same file read the same way has the same."""
    told = [file.digest, how.port, str(how.effective_from), sorted(how.chosen.items())]
    text = json.dumps(told, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def import_list(
    file: ListFile,
    how: HowToRead,
    reading: ListReading,
    *,
    drafts: ListDrafts,
    now: datetime,
    seen: Callable[[Mapping[str, Any]], None] = lambda _: None,
) -> tuple[ListDraft, bool]:
    """Return the draft, and whether it is new; the same file twice changes nothing.

    Rows are kept as they are read, the draft itself when all of them are: one that broke off in
    the middle is no draft, and is whole when it is imported again.

    Args:
        file: what is read.
        how: how it is to be read.
        reading: the reading of that file.
        drafts: where drafts are kept.
        now: the time of the import.
        seen: hears every row's answer.
    """
    own_id = draft_id(file, how)
    if known := drafts.find(own_id):
        return known, False
    answers = reading.answers()
    first = 1
    while batch := list(islice(answers, _AT_ONCE)):
        drafts.keep_rows(own_id, first, batch)
        _each(batch, seen)
        first += len(batch)
    draft = _draft(own_id, file, how, reading, now)
    drafts.keep(draft)
    return draft, True


def _draft(
    own_id: str, file: ListFile, how: HowToRead, reading: ListReading, now: datetime
) -> ListDraft:
    return ListDraft(
        id=own_id,
        digest=file.digest,
        port=how.port,
        effective_from=str(how.effective_from or ""),
        imported_at=now,
        summary=reading.summary(),
    )


def _each(batch: Iterable[Mapping[str, Any]], seen: Callable[[Mapping[str, Any]], None]) -> None:
    for answer in batch:
        seen(answer)
