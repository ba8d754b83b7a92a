"""Which rule pack holds on a day."""

from collections.abc import Sequence
from datetime import date

from services.credit.domain.score.pack import RulePack
from shared.errors import FieldError, Invalid
from shared.words import N_


def pack_on(packs: Sequence[RulePack], day: date) -> RulePack:
    """Return the newest pack in force on a day.

    Raises:
        Invalid: no pack holds so early.
    """
    for pack in packs:
        if pack.ground.holds_on(day):
            return pack
    first = min(pack.ground.effective_from for pack in packs)
    message = N_("评价规则自 %(first)s 起施行，不能计算更早的日期")
    params = {"first": first.isoformat()}
    raise Invalid(message, errors=[FieldError("valid_on", message, params)], params=params)
