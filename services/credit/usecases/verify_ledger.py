"""Walks the whole ledger and tells whether its chain holds."""

from services.credit.domain.ledger.chain import Verdict, verify
from services.credit.ports import Ledger


def verify_ledger(*, ledger: Ledger) -> Verdict:
    """Return how many entries fit and where the chain first breaks."""
    return verify(ledger.records())
