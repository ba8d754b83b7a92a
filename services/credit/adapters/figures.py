"""What the credit service measures."""

from prometheus_client import Gauge

from services.credit.domain.ledger.chain import Head

LEDGER_HEAD = Gauge(
    "fairport_ledger_head", "Number of the last entry of the ledger; never falls.", ["service"]
)


def measure_head(head: Head) -> None:
    """Keep the number of the last entry."""
    LEDGER_HEAD.labels(service="credit").set(head.seq)
