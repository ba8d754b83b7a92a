"""Keeps a list that was read as a draft, which a person reviews before it is published."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from services.complaints.ports.lists import ListDraft, ListDrafts, ListFile
from services.complaints.usecases.catalogue.read_list import HowToRead, ListReading
from shared.errors import Invalid

_AT_ONCE = 50
_LONGEST_PIECE = 1_000_000
_PIECES_HELD_BACK = 100
Answers = Iterator[dict[str, Any]]


def draft_id(file: ListFile, how: HowToRead, version: str) -> str:
    """Return the id of a draft: the same file read the same way has the same."""
    told = [file.digest, how.port, str(how.effective_from), sorted(how.chosen.items()), version]
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

    Rows are kept as they are read, once a heading is found; the draft itself when all of them
    are. One that broke off in the middle is no draft, and is whole when it is imported again or
    dropped by `drop_unfinished`. What turns out to be no list leaves nothing behind.

    The file is read as `how` says, by `reading`; `seen` hears every row's answer.

    Raises:
        Invalid: there is no list in the file.
    """
    own_id = draft_id(file, how, reading.version)
    if known := drafts.find(own_id):
        return known, False
    try:
        for first, batch in _with_heading(_pieces(reading.answers()), reading):
            if first == 1:
                drafts.begin(_draft(own_id, file, how, reading, now))
            drafts.keep_rows(own_id, first, batch)
            for answer in batch:
                seen(answer)
    except Invalid:
        drafts.drop(own_id)
        raise
    draft = _draft(own_id, file, how, reading, now)
    drafts.keep(draft)
    return draft, True


def _with_heading(
    pieces: Iterator[list[dict[str, Any]]], reading: ListReading
) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield the pieces with the number of their first row, held back until a heading is found."""
    held: list[tuple[int, list[dict[str, Any]]]] = []
    first = 1
    for piece in pieces:
        held.append((first, piece))
        first += len(piece)
        if reading.found_heading or len(held) > _PIECES_HELD_BACK:
            yield from held
            held = []
    yield from held


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


def _pieces(answers: Answers) -> Iterator[list[dict[str, Any]]]:
    """Yield the answers in pieces of few rows, fewer where rows are long."""
    piece: list[dict[str, Any]] = []
    size = 0
    for answer in answers:
        length = sum(map(len, answer["fields"].values())) + len(answer["standard"])
        if piece and (len(piece) == _AT_ONCE or size + length > _LONGEST_PIECE):
            yield piece
            piece, size = [], 0
        piece.append(answer)
        size += length
    if piece:
        yield piece
