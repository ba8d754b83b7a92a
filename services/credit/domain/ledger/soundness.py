"""What a fact must have before it may enter the ledger, which never forgets."""

from collections.abc import Iterator
from datetime import datetime

from services.credit.domain.ledger.entry import BREACH_KINDS, ENDING_KINDS, CreditEvent, EntryKind
from shared.clock import local_date
from shared.errors import FieldError, Invalid
from shared.uscc import problem_with
from shared.words import N_


def check_sound(event: CreditEvent, *, now: datetime) -> None:
    """Refuse what cannot be a credit record.

    Raises:
        Invalid: names each wrong field.
    """
    problems = tuple(_problems(event, now))
    if problems:
        raise Invalid(N_("这份文书不能记入信用记录"), errors=problems)


def _problems(event: CreditEvent, now: datetime) -> Iterator[FieldError]:
    wrong_code = problem_with(event.subject, "subject")
    if wrong_code is not None:
        yield wrong_code
    if not event.document.no.strip():
        yield FieldError("document.no", N_("请填写文书编号"))
    if event.effective_on > local_date(now):
        params = {"day": event.effective_on.isoformat()}
        yield FieldError("effective_on", N_("文书自 %(day)s 起生效，此前不能记入"), params)
    if event.effective_on < event.determined_on:
        yield FieldError("effective_on", N_("生效日期不能早于认定日期"))
    if any(amount is not None and amount < 0 for amount in (event.fine, event.refund)):
        yield FieldError("fine", N_("金额不能为负数"))
    yield from _missing(event)


def _missing(event: CreditEvent) -> Iterator[FieldError]:
    if event.kind == EntryKind.PENALTY and event.level is None:
        yield FieldError("level", N_("处罚须注明失信程度：轻微、一般或严重"))
    if event.kind in ENDING_KINDS and not (event.supersedes and event.motive):
        yield FieldError("supersedes", N_("修复、撤销或移出须注明原文书编号和理由"))
    if event.kind in BREACH_KINDS and not event.legal_basis:
        yield FieldError("legal_basis", N_("请填写法律依据"))
