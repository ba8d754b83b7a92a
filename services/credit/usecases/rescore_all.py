"""Works out every score anew, from the first entry on."""

from collections.abc import Sequence
from datetime import datetime

from services.credit.domain.score.pack import RulePack
from services.credit.ports import Ledger, SubjectStore
from services.credit.usecases.project_scores import project_scores

WINDOW = 500


def rescore_all(
    *, ledger: Ledger, subjects: SubjectStore, packs: Sequence[RulePack], now: datetime
) -> None:
    """Bring every enterprise with an entry up to the ledger and the day."""
    after = 0
    while entries := ledger.window(after, WINDOW):
        usccs = list(dict.fromkeys(entry.event.subject for entry in entries))
        project_scores(usccs, ledger=ledger, subjects=subjects, packs=packs, now=now)
        after = entries[-1].seq
