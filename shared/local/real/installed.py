"""Engines put together once per version and kept in `.local/engines`."""

import fcntl
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from shared.local.problem import LocalProblem
from shared.local.real.java import LOCAL, for_maven

ENGINES = LOCAL / "engines"
RECIPES = Path(__file__).parent / "recipes"
_UNFINISHED = ".unfinished-"
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What an engine is made of: its `pom.xml`, `jars.sha256` and more in a folder, and how.

    `build` gets the empty folder to fill, with the jars of the recipe in `lib`.
    """

    name: str
    version: str
    folder: Path
    build: Callable[[Path], None]

    @property
    def mark(self) -> str:
        """Return a mark of what it is made from and how; another mark needs another build."""
        files = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
        files.append(Path(self.build.__code__.co_filename))
        whole = b"".join(path.name.encode() + path.read_bytes() for path in files)
        return sha256(whole).hexdigest()[:8]


def installed(recipe: Recipe, engines: Path = ENGINES) -> Path:
    """Return the folder of an engine, which is built unless it is there; whole or not at all.

    Raises:
        LocalProblem: it cannot be built; the text says why.
    """
    home = engines / f"{recipe.name}-{recipe.version}-{recipe.mark}"
    if home.exists():
        return home
    engines.mkdir(parents=True, exist_ok=True)
    with _alone(engines):
        if not home.exists():
            print(f"Installing {recipe.name} {recipe.version} in {home} …", flush=True)
            for left in engines.glob(f"{_UNFINISHED}*"):
                shutil.rmtree(left)
            unfinished = engines / f"{_UNFINISHED}{home.name}"
            unfinished.mkdir()
            fetch(recipe, unfinished / "lib")
            recipe.build(unfinished)
            unfinished.rename(home)
    return home


def fetch(recipe: Recipe, into: Path) -> None:
    """Download the jars of a recipe and compare them with the sums it names.

    Raises:
        LocalProblem: there is no Maven, it fails, or it brings other files than named.
    """
    if shutil.which("mvn") is None:
        raise LocalProblem(
            "Real engines are downloaded with Maven. On Debian or Ubuntu, as root: apt-get install"
            " maven"
        )
    command = ["mvn", "-B", "-ntp", "-q", "-C", "-f", str(recipe.folder / "pom.xml"), _COPY]
    command += [f"-Dengine.version={recipe.version}", "-DincludeScope=runtime"]
    run([*command, f"-DoutputDirectory={into}"], environment=for_maven())
    found = {jar.name: sha256(jar.read_bytes()).hexdigest() for jar in into.glob("*.jar")}
    named = _sums(recipe.folder / "jars.sha256")
    wrong = sorted(name for name in {*found, *named} if found.get(name) != named.get(name))
    if wrong:
        raise LocalProblem(
            f"Maven brought other files of {recipe.name} than {recipe.folder}/jars.sha256"
            f" names: {', '.join(wrong)}"
        )


def run(command: list[str], *, environment: dict[str, str] | None = None) -> None:
    """Run a step of a build.

    Raises:
        LocalProblem: it fails; with the end of what it said.
    """
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = "\n".join(f"{done.stdout}{done.stderr}".strip().splitlines()[-12:])
        raise LocalProblem(f"{command[0]} failed with code {done.returncode}:\n{said}")


def _sums(file: Path) -> dict[str, str]:
    lines = [line.split() for line in file.read_text("utf-8").splitlines()]
    return {name: total for total, name in lines}


@contextmanager
def _alone(engines: Path) -> Iterator[None]:
    with (engines / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
