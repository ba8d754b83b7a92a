"""Temporary files of a test run in memory, where there is room."""

import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 4 * 2**30
SETTING = "PYTEST_DEBUG_TEMPROOT"  # where pytest makes its temporary folders


def keep_files_in_memory() -> None:
    """Let the engines of a run save into memory.

    They wait for the disk at every acknowledged write, as they must; on a disk that is most of
    the time a run takes.
    """
    if SETTING not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH:
        os.environ[SETTING] = str(MEMORY)
