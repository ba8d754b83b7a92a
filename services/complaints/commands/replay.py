"""The command that sends parked messages back: `replay TOPIC [--dry-run]`."""

import sys
from collections.abc import Sequence

from services.complaints.commands.broker import open_broker
from services.complaints.settings import settings_from_environment
from shared.events.case_events import CaseFiled
from shared.events.notify_events import MessageAccepted
from shared.kafka.replay import replay

TOPICS = (CaseFiled.TOPIC, MessageAccepted.TOPIC)
USAGE = f"python -m services.complaints replay {{{'|'.join(TOPICS)}}} [--dry-run]\n"


def run(arguments: Sequence[str]) -> int:
    """Send the parked messages of a topic back, or only list them."""
    topic, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    if topic not in TOPICS or rest not in ([], ["--dry-run"]):
        sys.stderr.write(USAGE)
        return 2
    settings = settings_from_environment()
    broker = open_broker(settings)
    try:
        found = replay(topic, bootstrap=settings.kafka_bootstrap, broker=broker, dry_run=bool(rest))
    finally:
        broker.close()
    for each in found:
        print(f"{each.parked_at} {each.source} {each.group} {each.attempts} {each.reason}")
    print(f"{'parked' if rest else 'sent back'}: {len(found)}")
    return 0
