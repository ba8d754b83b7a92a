"""What a person types: `python -m services.complaints WORD …`."""

from collections.abc import Mapping

from shared.processes import Run, on_demand

_HERE = "services.complaints.commands"
COMMANDS: Mapping[str, Run] = {
    **{
        word: on_demand(f"{_HERE}.{word}:run")
        for word in (
            "calendar",
            "catalogue",
            "check",
            "clearance",
            "delay",
            "due",
            "keys",
            "mailbox",
            "numbers",
            "reconcile",
            "reindex",
            "replay",
            "sample",
            "survey",
            "tickets",
        )
    },
    "backup": on_demand(f"{_HERE}.keeping:backup"),
    "restore": on_demand(f"{_HERE}.keeping:restore"),
}
