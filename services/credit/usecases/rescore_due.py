"""Works out again what time alone may have changed."""

from collections.abc import Sequence
from datetime import datetime

from services.credit.domain.score.pack import RulePack
from services.credit.ports import Ledger, SubjectStore
from services.credit.usecases.project_scores import project_scores

BATCH = 100


def rescore_due(
    *, ledger: Ledger, subjects: SubjectStore, packs: Sequence[RulePack], now: datetime
) -> int:
    """Bring every enterprise that is due up to the day; return how many there were."""
    done = 0
    while usccs := subjects.due(now, BATCH):
        project_scores(usccs, ledger=ledger, subjects=subjects, packs=packs, now=now)
        done += len(usccs)
    return done
