"""Keep what an officer says a name on a bill means, as a suggestion for the dictionary."""

from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.catalogue.fee_names.correction import (
    NameCorrection,
    check_correction,
)
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.ports.name_corrections import NameCorrections
from shared.principal import Principal


@dataclass(frozen=True, kw_only=True)
class CorrectName:
    """What an officer says: the name on the bill of a case means this fee."""

    name: str
    item: str
    case_id: str


def correct_name(
    said: CorrectName,
    *,
    actor: Principal,
    now: datetime,
    fees: FeeMatcher,
    corrections: NameCorrections,
) -> bool:
    """Return whether this is new; nobody's check changes by it.

    Raises:
        Invalid: the fee is not in the dictionary, or is what the name was taken for anyway.
    """
    met = fees.match(said.name)
    check_correction(said.item, was=met.item, known=fees.names.items)
    return corrections.keep(
        NameCorrection(
            name=said.name,
            item=said.item,
            was=met.item,
            method=met.method.value,
            case_id=said.case_id,
            city=actor.city or "",
            by=actor.sub,
            by_name=actor.name,
            at=now,
        )
    )
