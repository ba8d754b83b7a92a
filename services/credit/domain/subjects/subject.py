"""An enterprise in the credit record, with its score as it was last worked out."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from services.credit.domain.ledger.entry import Entry
from services.credit.domain.score.line import Score

_DROPPED = set(" ·・.,，、()（）[]【】-—_\"'“”‘’")

# Pairs of places, trades and legal forms that many names share.
_COMMON = frozenset(
    {
        *("有限", "限公", "公司", "责任", "任公", "集团", "股份", "份有", "分公", "国际", "物流"),
        *("货运", "运代", "代理", "理有", "务有", "港务", "码头", "服务", "管理", "供应", "应链"),
        *("海阳", "嘉兴", "平湖", "山东", "浙江"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One enterprise; `applied_to` is the last ledger entry the score takes in.

    `due_at` is when time alone may have changed the score, None when it cannot.
    """

    uscc: str
    name: str
    score: Decimal
    grade: str
    pack: str
    marks: tuple[str, ...]
    as_of: date
    applied_to: int = 0
    former_names: tuple[str, ...] = ()
    due_at: datetime | None = None
    version: int = 0


def name_key(name: str) -> str:
    """Return a name as it is compared: one width, small letters, no blanks, no brackets."""
    narrow = unicodedata.normalize("NFKC", name).lower()
    return "".join(character for character in narrow if character not in _DROPPED)


def name_pairs(name: str) -> tuple[str, ...]:
    """Return the pairs of neighbouring characters by which a name is found, each once."""
    key = name_key(name)
    pairs = {key[place : place + 2] for place in range(len(key) - 1)}
    return tuple(sorted(pairs or {key}))


def telling_pair(text: str) -> str:
    """Return the pair of a searched text that fewest names hold, as far as words of form tell."""
    key = name_key(text)
    pairs = [key[place : place + 2] for place in range(len(key) - 1)] or [key]
    return next((pair for pair in pairs if pair not in _COMMON), pairs[0])


def names_of(entries: Iterable[Entry], known: str) -> tuple[str, tuple[str, ...]]:
    """Return the present name and the former ones, the newest document deciding."""
    by_finding = sorted(
        (entry for entry in entries if entry.event.subject_name),
        key=lambda entry: (entry.event.determined_on, entry.seq),
    )
    names = [entry.event.subject_name for entry in by_finding]
    present = names[-1] if names else known
    former = dict.fromkeys(name for name in (known, *names) if name and name != present)
    return present, tuple(former)


def may_change_with_time(entries: Iterable[Entry], score: Score) -> bool:
    """Tell whether the score may differ on a later day without a new entry."""
    return score.is_fading or any(
        entry.event.effective_on > score.valid_on
        or (entry.event.ends_on is not None and entry.event.ends_on >= score.valid_on)
        for entry in entries
    )
