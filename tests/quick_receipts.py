"""Receipts digested quickly: what a test says about them does not depend on what a digest costs."""

from services.complaints.adapters import receipts

COST_OF_THE_PRODUCT = receipts.COST


def digest_quickly() -> None:
    """Let a digest of this process take no time: of the product it takes 80 ms, on purpose."""
    receipts.COST = 2**4
