"""The processes and commands of the notify service."""

import sys

from services.notify.commands import COMMANDS
from services.notify.commands.loops import (
    NAME,
    clock_loops,
    consume_loops,
    declared_indexes,
    relay_loops,
    set_up,
)
from services.notify.settings import Settings
from shared.processes import Service, main

SERVICE = Service(
    name=NAME,
    settings=Settings,
    setup=set_up,
    consume=consume_loops,
    relay=relay_loops,
    clock=clock_loops,
    indexes=declared_indexes,
    commands=COMMANDS,
)

if __name__ == "__main__":
    sys.exit(main(SERVICE, sys.argv[1:]))
