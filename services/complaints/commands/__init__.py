"""What a person types: `python -m services.complaints WORD …`."""

from collections.abc import Callable, Mapping, Sequence

from services.complaints.commands import check, due, reindex, replay, sample

COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "check": check.run,
    "due": due.run,
    "reindex": reindex.run,
    "replay": replay.run,
    "sample": sample.run,
}
