"""The command line of the notify service, beside its processes."""

from collections.abc import Mapping

from services.notify.commands.contacts import contacts, sample
from services.notify.commands.keeping import backup, restore
from services.notify.commands.replay import replay
from shared.processes import Run

COMMANDS: Mapping[str, Run] = {
    "contacts": contacts,
    "sample": sample,
    "replay": replay,
    "backup": backup,
    "restore": restore,
}
