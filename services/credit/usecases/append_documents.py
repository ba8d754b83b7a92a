"""Enters effective documents into the ledger and works out the scores they touch."""

from collections.abc import Sequence
from datetime import datetime

from services.credit.domain.ledger.entry import CreditEvent, Entry
from services.credit.domain.ledger.soundness import check_sound
from services.credit.domain.score.pack import RulePack
from services.credit.ports import Ledger, SubjectStore
from services.credit.usecases.project_scores import project_scores


def append_documents(
    documents: Sequence[CreditEvent],
    *,
    ledger: Ledger,
    subjects: SubjectStore,
    packs: Sequence[RulePack],
    now: datetime,
) -> list[Entry]:
    """Enter what is not in the ledger yet and return the new entries.

    A document that comes again has no entry of its own, yet its enterprise is worked out once
    more: the first time may have ended between the two.

    Raises:
        Invalid: a document cannot be a credit record, for example because nothing is effective.
    """
    for document in documents:
        check_sound(document, now=now)
    entered = ledger.append(documents, recorded_at=now)
    touched = dict.fromkeys(document.subject for document in documents)
    project_scores(list(touched), ledger=ledger, subjects=subjects, packs=packs, now=now)
    return entered
