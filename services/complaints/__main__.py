"""The processes and commands of the complaints service."""

import sys

from services.complaints.commands import COMMANDS
from services.complaints.settings import Settings
from shared.processes import Service, main, on_demand

_LOOPS = "services.complaints.commands.loops"

SERVICE = Service(
    name="complaints",
    settings=Settings,
    setup=on_demand(f"{_LOOPS}:set_up"),
    consume=on_demand(f"{_LOOPS}:consume_loops"),
    relay=on_demand(f"{_LOOPS}:relay_loops"),
    clock=on_demand(f"{_LOOPS}:clock_loops"),
    indexes=on_demand(f"{_LOOPS}:declared_indexes"),
    commands=COMMANDS,
)

if __name__ == "__main__":
    sys.exit(main(SERVICE, sys.argv[1:]))
