"""How long a text and how high an amount may be."""

from decimal import Decimal

MOST_CHARACTERS = 20_000
MOST_AMOUNT = Decimal("1000000000")
