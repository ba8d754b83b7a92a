"""Answers what an enterprise's score is or was, as far as was known."""

from collections.abc import Sequence
from datetime import date, datetime

from services.credit.domain.score.choice import pack_on
from services.credit.domain.score.line import Score
from services.credit.domain.score.pack import RulePack
from services.credit.domain.score.scoring import score
from services.credit.ports import Ledger
from shared.clock import local_date
from shared.errors import FieldError, Invalid
from shared.words import N_


def score_of(
    uscc: str,
    *,
    ledger: Ledger,
    packs: Sequence[RulePack],
    now: datetime,
    valid_on: date | None = None,
    known_at: datetime | None = None,
) -> Score:
    """Return the score on a legal day (today), from what was recorded by an instant (now).

    An enterprise without entries has the start score.

    Raises:
        Invalid: a date lies ahead, or before the first rules.
    """
    day, instant = valid_on or local_date(now), known_at or now
    if day > local_date(now):
        raise _ahead("valid_on")
    if instant > now:
        raise _ahead("known_at")
    pack = pack_on(packs, day)
    return score(uscc, ledger.entries_of(uscc), pack=pack, valid_on=day, known_at=instant)


def _ahead(field: str) -> Invalid:
    message = N_("日期不能晚于现在")
    return Invalid(message, errors=[FieldError(field, message)])
