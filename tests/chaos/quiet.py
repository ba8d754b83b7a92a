"""Whether everything that was acknowledged has had all of its effects."""

from services.complaints.usecases.search.verify_index import verify_index
from shared.errors import AppError
from tests.chaos.stores import Stores

_UNDER_WAY = ("due", "sending")


def is_quiet(stores: Stores) -> bool:
    """Tell whether no event waits, no message is under way, and the index is in step."""
    if stores.waiting_since() is not None:
        return False
    messages = stores.databases["notify"]["messages"]
    window = {"logged": {"$gt": "0", "$lt": "9"}}
    if any(messages.find_one({"state": state, **window}) for state in _UNDER_WAY):
        return False
    if len(_served(stores)) != len(stores.all("credit", "ledger")):
        return False
    if _waits_to_be_told(stores):
        return False
    c = stores.complaints
    try:
        return verify_index(source=c.source, index=c.index, now=c.now()).is_same
    except AppError:
        return False


def _served(stores: Stores) -> list[str]:
    return [c["_id"] for c in stores.all("complaints", "cases") if c.get("service")]


def _waits_to_be_told(stores: Stores) -> bool:
    """Whether a decision on filing was taken that the platform has not yet met its limit for."""
    return any(
        any(step["action"] == "decide_filing" for step in case["timeline"])
        and not case.get("reporter_told_on")
        for case in stores.all("complaints", "cases")
    )
