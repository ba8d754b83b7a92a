"""The keys of a charge line that tell of the ship, the time and the cargo."""

from marshmallow import Schema, fields


def described(text: str) -> fields.Raw:
    """Return a field that takes any value, read and judged later."""
    return fields.Raw(allow_none=True, metadata={"description": text})


class FactFields(Schema):
    """All of them may be left out. Numbers may be texts."""

    net_tons = described("Net tons of the ship; 0 where it has none.")
    gross_tons = described("Gross tons of the ship; counts where it has no net tons; 0 for none.")
    deadweight = described("Deadweight of the ship; counts where it has neither; 0 for none.")
    ship_length_m = described("Length of the ship, metres.")
    ship_type = described("container, passenger, roro, tanker, bulk or other.")
    nautical_miles = described("The way of the pilot.")
    locks = described("How many locks the ship was piloted through.")
    berth = described("working, idle or anchorage.")
    days = described("Days of storage, detention or berthing; a part of a day is a day.")
    hours = described("Hours; below 1 counts 1, a rest up to 0.5 counts 0.5, more counts 1.")
    from_ = fields.Raw(
        allow_none=True,
        data_key="from",
        attribute="from",
        metadata={"description": "When the period charged for began: 2026-11-01 or with a time."},
    )
    to = described("When it ended; both days count.")
    weight_t = described("Weight of the cargo in tons of 1000 kg.")
    volume_m3 = described("Volume of the cargo in cubic metres.")
    box_volume_m3 = described("Inner volume of a box whose length no list names.")
    container_type = described("GP, HQ, RF, OT, FR or TK; 40HQ as container tells it as well.")
    dangerous_class = described("Class 类 of dangerous goods, 1 to 9, or the grade 一级 or 非一级.")
    night = described("Whether the work was done at night.")
    holiday = described("Whether it was done on a holiday.")
    irregular = described("Whether the goods have no regular shape.")
    base_amount = described("What a percentage is taken of, CNY.")
    refunded = described("What was paid back already, CNY.")
