"""What may be known of a charge beyond the words of its line: the ship, the time, the cargo."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

SHIP_TYPES = ("container", "passenger", "roro", "tanker", "bulk", "other")
BERTHS = ("working", "idle", "anchorage")
FIRST_GRADE, OTHER_GRADE = "一级", "非一级"
CONTAINER_TYPES = ("GP", "HQ", "RF", "OT", "FR", "TK")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Facts that some prices depend on; None is what nobody tells.

    Args:
        net_tons: tons of the ship; 0 where it has none. `gross_tons`, `deadweight` likewise.
        ship_length_m: metres.
        ship_type: `container`, `passenger`, `roro`, `tanker`, `bulk` or `other`.
        nautical_miles: the way of the pilot.
        locks: how many locks the ship was piloted through.
        berth: `working`, `idle` or `anchorage`.
        days: as counted on the bill; `hours` likewise.
        period_from: the first day the charge is for, `period_to` the last.
        weight_t: tons of 1000 kg; `volume_m3` cubic metres of the cargo.
        box_volume_m3: inner volume of a box that no list names.
        container_type: `GP`, `HQ`, `RF`, `OT`, `FR` or `TK`.
        dangerous_class: class 类 of dangerous cargo, 1 to 9, or its grade 一级 or 非一级.
        irregular: whether the goods have no regular shape 不定型货物.
        base_amount: what a percentage is taken of, CNY.
        refunded: what was paid back already, CNY.
    """

    net_tons: Decimal | None = None
    gross_tons: Decimal | None = None
    deadweight: Decimal | None = None
    ship_length_m: Decimal | None = None
    ship_type: str | None = None
    nautical_miles: Decimal | None = None
    locks: Decimal | None = None
    berth: str | None = None
    days: Decimal | None = None
    hours: Decimal | None = None
    period_from: date | None = None
    period_to: date | None = None
    weight_t: Decimal | None = None
    volume_m3: Decimal | None = None
    box_volume_m3: Decimal | None = None
    container_type: str | None = None
    dangerous_class: str | None = None
    night: bool | None = None
    holiday: bool | None = None
    irregular: bool | None = None
    base_amount: Decimal | None = None
    refunded: Decimal | None = None


NO_FACTS = Facts()
