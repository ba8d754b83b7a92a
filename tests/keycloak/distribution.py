"""Keycloak from Maven Central, unpacked and built once and kept by version.

Everything is made in a folder of its own and renamed when it is whole: what was interrupted is
made again.
"""

import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path

VERSION = "26.7.3"
SHA256 = "27a6535553c3cdcd083872ba40629efafb3475e3b758e0c6f691395561dd0f1f"
ROOT = Path(__file__).parents[2] / ".local" / "keycloak"
# Its store is in memory: each start begins with the realm file.
BUILD = ["sh", "bin/kc.sh", "build", "--db=dev-mem", "--cache=local"]
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
_BUILD_SECONDS = 600


def distribution(root: Path = ROOT) -> Path:
    """Return the folder of a Keycloak that is ready to be started."""
    ready = root / f"keycloak-{VERSION}"
    if not ready.exists():
        making = root / "making"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        unpacked = _unpack(_archive(root), making)
        subprocess.run(BUILD, cwd=unpacked, check=True, timeout=_BUILD_SECONDS)
        unpacked.rename(ready)
        shutil.rmtree(making)
    return ready


def _archive(root: Path) -> Path:
    """Return the archive, fetched when it is not there or not the one we know."""
    kept = root / f"keycloak-quarkus-dist-{VERSION}.zip"
    if not kept.exists() or not _is_known(kept):
        fetched = root / "making" / "fetched"
        command = ["mvn", "-B", "-q", "-ntp", "--strict-checksums", _COPY]
        command += [f"-Dartifact=org.keycloak:keycloak-quarkus-dist:{VERSION}:zip"]
        command += [f"-DoutputDirectory={fetched.resolve()}"]
        subprocess.run(command, cwd=root, check=True)
        archive = fetched / kept.name
        assert _is_known(archive), f"{archive} is not the Keycloak {VERSION} these tests know"
        archive.rename(kept)
    return kept


def _is_known(archive: Path) -> bool:
    with archive.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == SHA256


def _unpack(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as content:
        content.extractall(folder)
    return folder / f"keycloak-{VERSION}"
