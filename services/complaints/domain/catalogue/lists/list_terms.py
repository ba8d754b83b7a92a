"""What the terms of a publication must hold, and whom it is told."""

from collections.abc import Sequence
from datetime import date, timedelta

from services.complaints.domain.catalogue.lists.charge_list import Terms
from shared.errors import FieldError
from shared.words import N_

LONGEST_NAME = 200


def wrong_in(terms: Terms, *, before: date | None, today: date) -> list[FieldError]:
    """Return what is wrong with the terms of a publication.

    An edition that follows another begins after the day it is published, so that whoever follows
    the body hears of it before it applies; only a body's first edition may apply already.
    """
    wrong: list[FieldError] = []
    if before is not None and terms.effective_from <= max(today, before):
        earliest = max(today, before) + timedelta(days=1)
        message = N_("执行日期最早为 %(day)s：新清单要在执行之前告知订阅人")
        wrong.append(FieldError("effective_from", message, {"day": earliest.isoformat()}))
    if terms.effective_to is not None and terms.effective_to < terms.effective_from:
        wrong.append(FieldError("effective_to", N_("截止日期不能早于执行日期")))
    for name in ("publisher", "where_published", "complaint_phone"):
        value = getattr(terms, name)
        if not value.strip():
            wrong.append(FieldError(name, N_("请填写这一项")))
        elif len(value) > LONGEST_NAME:
            wrong.append(FieldError(name, N_("最多 %(most)s 个字"), {"most": str(LONGEST_NAME)}))
    return wrong


def each_once(own: str | None, followers: Sequence[str], kind: str) -> tuple[str, ...]:
    """Return who is told: the one concerned, then the followers of a kind, each once."""
    others = (each.removeprefix(kind) for each in followers if each.startswith(kind))
    return tuple(dict.fromkeys(each for each in (own, *others) if each))
