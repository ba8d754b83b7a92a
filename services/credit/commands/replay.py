"""The command that sends parked messages back: `replay [--dry-run]`."""

import sys
from collections.abc import Sequence

from services.credit.commands.loops import open_broker
from services.credit.settings import settings_from_environment
from shared.events.case_events import DocumentEffective
from shared.kafka.replay import replay as send_back

USAGE = "python -m services.credit replay [--dry-run]\n"


def replay(arguments: Sequence[str]) -> int:
    """Send the parked messages of the intake topic back, or only list them."""
    if list(arguments) not in ([], ["--dry-run"]):
        sys.stderr.write(USAGE)
        return 2
    settings = settings_from_environment()
    broker = open_broker(settings)
    try:
        found = send_back(
            DocumentEffective.TOPIC,
            bootstrap=settings.kafka_bootstrap,
            broker=broker,
            dry_run=bool(arguments),
        )
    finally:
        broker.close()
    for each in found:
        print(f"{each.parked_at} {each.source} {each.group} {each.attempts} {each.reason}")
    print(f"{'parked' if arguments else 'sent back'}: {len(found)}")
    return 0
