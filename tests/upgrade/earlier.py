"""The program of an earlier release, out of the history of the repository."""

import subprocess
import tarfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The release whose data lie under the same name in tests/releases.
COMMITS = {"0.1.0": "297aabaf53d5e6b55a1bdba3961b14e3dacac2fe"}


class NoHistory(Exception):
    """The repository does not hold the commit of that release, or is none."""


def unpacked(release: str, folder: Path) -> Path:
    """Return a folder with the program as it was released.

    Raises:
        NoHistory: it is not there to be had.
    """
    folder.mkdir(parents=True)
    archive = folder.with_suffix(".tar")
    command = ["git", "archive", "--output", str(archive), COMMITS[release], "services", "shared"]
    try:
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoHistory(f"the history has no {COMMITS[release]} (release {release})") from error
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder
