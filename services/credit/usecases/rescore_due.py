"""Works out again what time alone may have changed."""

from collections.abc import Sequence
from datetime import datetime

from services.credit.domain.score.pack import RulePack
from services.credit.ports import Ledger, SubjectStore
from services.credit.usecases.project_scores import project_scores
from shared.errors import Unavailable
from shared.logs import logger
from shared.metrics import CLOCK_FAILED

BATCH = 100
MOST_PASSED_OVER = 1000
_log = logger(__name__)


def rescore_due(
    *, ledger: Ledger, subjects: SubjectStore, packs: Sequence[RulePack], now: datetime
) -> int:
    """Bring every enterprise that is due up to the day; return how many there were.

    One that cannot be worked out waits for the next turn; with 1000 such the turn ends.

    Raises:
        Unavailable: the store is away.
    """
    done, passed_over = 0, set[str]()
    while len(passed_over) < MOST_PASSED_OVER:
        due = subjects.due(now, BATCH + len(passed_over))
        fresh = [uscc for uscc in due if uscc not in passed_over]
        if not fresh:
            break
        for uscc in fresh:
            try:
                project_scores([uscc], ledger=ledger, subjects=subjects, packs=packs, now=now)
                done += 1
            except Unavailable:
                raise
            except Exception:
                _log.exception("score not worked out, passed over", subject=uscc)
                CLOCK_FAILED.labels(service="credit", work="rescore").inc()
                passed_over.add(uscc)
    return done
