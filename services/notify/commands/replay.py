"""The command that sends parked messages back: `replay TOPIC [--dry-run]`."""

import sys
from collections.abc import Sequence

from services.notify.commands.loops import open_broker
from services.notify.consumers import TOLD
from services.notify.settings import settings_from_environment
from shared.kafka.replay import replay as send_back

USAGE = "python -m services.notify replay TOPIC [--dry-run]\n"


def replay(arguments: Sequence[str]) -> int:
    """Send the parked messages of a topic back, or only list them."""
    options = [argument for argument in arguments if argument.startswith("-")]
    topics = [argument for argument in arguments if not argument.startswith("-")]
    if options not in ([], ["--dry-run"]) or topics not in ([event.TOPIC] for event in TOLD):
        sys.stderr.write(USAGE)
        return 2
    settings = settings_from_environment()
    broker = open_broker(settings)
    try:
        found = send_back(
            topics[0], bootstrap=settings.kafka_bootstrap, broker=broker, dry_run=bool(options)
        )
    finally:
        broker.close()
    for each in found:
        print(f"{each.parked_at} {each.source} {each.group} {each.attempts} {each.reason}")
    print(f"{'parked' if options else 'sent back'}: {len(found)}")
    return 0
