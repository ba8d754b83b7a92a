"""How often an address may have charges checked."""

from datetime import datetime

from services.complaints.domain.cases.allowance import Turn
from services.complaints.ports.anonymous import AddressTurns
from services.complaints.routes.cases.asking_address import asking_address
from services.complaints.usecases.cases.anonymous.turns import take_own_turn
from shared.web.identity import principal


def count_check(addresses: AddressTurns, *, now: datetime) -> None:
    """Take a turn of the address; who is signed in is known and not counted.

    Raises:
        TooMany: none is left.
    """
    if principal() is None:
        take_own_turn(Turn.CHECK, asking_address(), now=now, addresses=addresses)
