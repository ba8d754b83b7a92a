"""The sum of a check as people write it: price × number, step by step."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from services.complaints.domain.catalogue.price_row import PriceRow
from services.complaints.domain.catalogue.reasons import (
    Sentence,
    money,
    plain_number,
    price_text,
    unit_word,
)
from shared.words import N_

PRODUCT = N_("%(price)s 元/%(unit)s × %(numbers)s")
PERCENTAGE = "%(percent)s%% × %(base)s"
MINIMUM = N_("，不足最低收费，按 %(least)s 元")
ALLOWED = N_(" = %(allowed)s 元")
BEYOND = N_("；实收 %(charged)s − %(allowed)s = %(over)s 元")
PLUS = Sentence(" + ")
_PERCENT = Decimal(100)


def product_step(row: PriceRow, numbers: Sequence[Decimal]) -> Sentence:
    """Return price × numbers."""
    if row.unit == "percent":
        base = money(numbers[0] * _PERCENT)
        percent = plain_number(row.price_max or Decimal(0))
        return Sentence(PERCENTAGE, {"percent": percent, "base": base})
    return Sentence(
        PRODUCT,
        {
            "price": price_text(row.price_max or Decimal(0)),
            "unit": unit_word(row.unit),
            "numbers": " × ".join(_grouped(each) for each in numbers),
        },
    )


def summed(steps: Iterable[Sequence[Sentence]]) -> tuple[Sentence, ...]:
    """Return sums one after another with a plus between."""
    kept = [each for each in steps if each]
    return tuple(
        sentence for n, each in enumerate(kept) for sentence in ((PLUS, *each) if n else each)
    )


def minimum_step(least: Decimal) -> Sentence:
    """Return that the minimum charge counts."""
    return Sentence(MINIMUM, {"least": money(least)})


def share_step(steps: Sequence[Sentence], share: Decimal) -> tuple[Sentence, ...]:
    """Return the steps taken together and multiplied by the part a port may charge."""
    return (
        Sentence("("),
        *steps,
        Sentence(") × %(share)s", {"share": plain_number(round(share, 4))}),
    )


def written_out(
    steps: Sequence[Sentence], allowed: Decimal, charged: Decimal, over: Decimal | None
) -> tuple[Sentence, ...]:
    """Return the whole sum: the steps, what they allow, what is beyond it."""
    if not steps:
        return ()
    end = [Sentence(ALLOWED, {"allowed": money(allowed)})]
    if over:
        values = {"charged": money(charged), "allowed": money(allowed), "over": money(over)}
        end.append(Sentence(BEYOND, values))
    return (*steps, *end)


def _grouped(number: Decimal) -> str:
    whole, _, rest = plain_number(number).partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")
