"""What a person types: `python -m services.complaints WORD …`."""

from collections.abc import Callable, Mapping, Sequence

from services.complaints.commands import check, due, replay

COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "check": check.run,
    "due": due.run,
    "replay": replay.run,
}
