"""The receipt 回执 of an anonymous report: 16 digits for its mailbox, kept nowhere in clear."""

import unicodedata

DIGITS = 16
COUNT = 10**DIGITS
_BETWEEN = str.maketrans("", "", " -\u2010\u2011\u2013\u3000\u00a0\t\r\n")


def read_receipt(typed: str) -> str | None:
    """Return the 16 digits of a receipt as somebody types it, None for anything else."""
    digits = unicodedata.normalize("NFKC", typed[:100]).translate(_BETWEEN)
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else None


def written_receipt(number: int) -> str:
    """Return the receipt that a number below 10^16 stands for, with its leading zeros."""
    return f"{number:0{DIGITS}d}"


def grouped(receipt: str) -> str:
    """Return a receipt in groups of four, as it is shown."""
    return " ".join(receipt[start : start + 4] for start in range(0, DIGITS, 4))
