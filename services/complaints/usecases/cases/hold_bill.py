"""Hold a bill for somebody who wants to complain about it and signs in first."""

from datetime import datetime, timedelta

from services.complaints.domain.cases.draft import KEPT, Draft
from services.complaints.ports.cases import CasePorts
from shared.errors import NotFound
from shared.words import N_

HELD = timedelta(hours=1)
_NAME = "bill"


def hold_bill(secret: str, payload: str, *, now: datetime, ports: CasePorts) -> None:
    """Keep what was typed of a bill, sealed, for an hour.

    Args:
        secret: who knows it takes the bill up; a new one each time.
        payload: what was typed, as JSON text.
        now: the time.
        ports: where it is kept.
    """
    # Dated back, so that it is swept with the drafts that are 30 days old.
    saved_at = now - KEPT + HELD
    owner = ports.blind.of(_NAME, secret)
    ports.drafts.put(Draft(id=_NAME, owner=owner, saved_at=saved_at, payload=payload))


def held_bill(secret: str, *, now: datetime, ports: CasePorts) -> str:
    """Return what was typed of a bill.

    Raises:
        NotFound: its hour is over, or there was none.
    """
    held = ports.drafts.get(_NAME, ports.blind.of(_NAME, secret))
    if held is None or held.kept_until <= now:
        raise NotFound(N_("这份账单只暂存一小时，已经不在了；请重新核对账单，再点投诉"))
    return held.payload
