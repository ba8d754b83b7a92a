"""The chain over the ledger: each entry carries the hash of the one before.

The hash covers the canonical JSON of the whole entry but the hash itself, so an entry that
was changed, moved, taken out or slipped in breaks the chain from there on.
Source: RFC 8785 (canonical JSON), FIPS 180-4 (SHA-256).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

import rfc8785

from services.credit.domain.ledger.entry import CreditEvent, Entry
from shared.codec import to_json

ALGORITHM = "sha256"
GENESIS = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Head:
    """The last entry's number and hash; number 0 where nothing is written yet."""

    seq: int = 0
    hash: str = GENESIS


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How far the chain holds; `first_bad` is the number where it breaks, None if it is whole."""

    count: int
    head: Head
    first_bad: int | None

    @property
    def is_whole(self) -> bool:
        """Tell whether every entry fits."""
        return self.first_bad is None


def record_of(entry: Entry) -> dict[str, object]:
    """Return an entry as the JSON value that is hashed, its hash included."""
    return to_json(entry)


def digest(record: Mapping[str, object]) -> str:
    """Return the hash a record must carry, in hexadecimal."""
    hashed = {name: value for name, value in record.items() if name != "hash"}
    return sha256(rfc8785.dumps(hashed)).hexdigest()  # type: ignore[arg-type]


def chain(head: Head, event: CreditEvent, *, recorded_at: datetime) -> Entry:
    """Return the entry that follows the head."""
    unsigned = Entry(
        seq=head.seq + 1,
        event=event,
        recorded_at=recorded_at,
        prev_hash=head.hash,
        alg=ALGORITHM,
        hash="",
    )
    return replace(unsigned, hash=digest(record_of(unsigned)))


def head_after(entry: Entry) -> Head:
    """Return the head once this entry is the last."""
    return Head(seq=entry.seq, hash=entry.hash)


def verify(records: Iterable[Mapping[str, object]]) -> Verdict:
    """Walk the records in the order of their numbers and tell where the chain first breaks.

    Args:
        records: entries as `record_of` gives them, beginning with number 1, read as a stream.
    """
    head = Head()
    for record in records:
        if not _fits(head, record):
            return Verdict(count=head.seq, head=head, first_bad=head.seq + 1)
        head = Head(seq=head.seq + 1, hash=str(record["hash"]))
    return Verdict(count=head.seq, head=head, first_bad=None)


def _fits(head: Head, record: Mapping[str, object]) -> bool:
    return (
        record.get("seq") == head.seq + 1
        and record.get("prev_hash") == head.hash
        and record.get("alg") == ALGORITHM
        and _has_its_hash(record)
    )


def _has_its_hash(record: Mapping[str, object]) -> bool:
    """Tell whether a record fits its hash.

    What we write has neither fractions nor keys beyond ASCII; for such records the standard
    library writes the canonical text too, five times as fast. Where that does not fit, the full
    canonical form decides.
    """
    try:
        return record.get("hash") == _quick_digest(record) or record.get("hash") == digest(record)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        return False


def _quick_digest(record: Mapping[str, object]) -> str:
    hashed = {name: value for name, value in record.items() if name != "hash"}
    text = json.dumps(hashed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
