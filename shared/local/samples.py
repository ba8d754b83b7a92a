"""Loads the sample data into the running product, one service after the other."""

import sys
from collections.abc import Sequence
from pathlib import Path

from shared.local.child import Child


class Samples:
    """Commands that run once in the life of an installation.

    A run that is cut short begins them again at the next start: what is there already stays.
    """

    def __init__(self, commands: Sequence[Child], done: Path) -> None:
        self._waiting = [] if done.exists() else list(commands)
        self._done = done
        self.loading: Child | None = None

    def look(self) -> None:
        """Go on when a command has ended; say what was loaded and what went wrong."""
        if self.loading is not None:
            if self.loading.is_running:
                return
            if self.loading.exit_code:
                self._give_up(self.loading)
            elif not self._waiting:
                self._done.touch()
                print("The sample data are loaded.", flush=True)
            self.loading = None
        if self._waiting:
            self.loading = self._waiting.pop(0)
            print(f"Loading the sample data: {self.loading.name} …", flush=True)
            self.loading.start()

    def _give_up(self, failed: Child) -> None:
        self._waiting = []
        print(
            f"!!! {failed.name} failed with code {failed.exit_code}; the next start tries again."
            f" End of {failed.log}:\n{failed.last_lines()}",
            file=sys.stderr,
            flush=True,
        )
