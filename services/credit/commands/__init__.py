"""The command line of the credit service, beside its processes."""

from collections.abc import Mapping

from services.credit.commands.entries import entries
from services.credit.commands.keeping import backup, restore
from services.credit.commands.replay import replay
from services.credit.commands.sample import sample
from services.credit.commands.score import score
from services.credit.commands.verify import verify
from shared.processes import Run

COMMANDS: Mapping[str, Run] = {
    "verify": verify,
    "score": score,
    "sample": sample,
    "replay": replay,
    "entries": entries,
    "backup": backup,
    "restore": restore,
}
