"""Apache Kafka with one node that is broker and controller."""

from pathlib import Path

from shared.local.child import Child
from shared.local.engines import Engine
from shared.local.ports import HOST, unused_ports
from shared.local.probes import has_kafka
from shared.local.real.installed import RECIPES, Recipe, installed, run
from shared.local.real.java import java, options

VERSION = "4.3.1"
START_SECONDS = 120.0
RECIPE = Recipe(name="kafka", version=VERSION, folder=RECIPES / "kafka", build=lambda home: None)
_OPTIONS = (
    "-Xms128m",
    "-Xmx512m",
    "-XX:MaxDirectMemorySize=256m",
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
)
_CLUSTER = "RmFpcnBvcnQgbG9jYWwgMQ"


def kafka_broker(root: Path, port: int) -> Engine:
    """Return Kafka as broker: what it acknowledged outlives its process.

    Raises:
        LocalProblem: it is not installed and cannot be.
    """
    data, address = root / "kafka", f"{HOST}:{port}"
    kafka, settings = _program(), data / "server.properties"
    child = Child(
        "kafka",
        [*kafka, "kafka.Kafka", str(settings)],
        log=root / "logs" / "kafka.log",
        is_ready=lambda: has_kafka(address),
    )

    def prepare() -> None:
        settings.write_text(_settings(data / "log", port), "utf-8")
        if not (data / "log" / "meta.properties").exists():
            tool = [*kafka, "kafka.tools.StorageTool", "format", "--config", str(settings)]
            run([*tool, "--cluster-id", _CLUSTER])

    return Engine(
        child,
        data=data,
        address=address,
        prepare=prepare,
        start_seconds=START_SECONDS,
    )


def _program() -> list[str]:
    home = installed(RECIPE)
    logs = f"-Dlog4j2.configurationFile={RECIPE.folder / 'log4j2.properties'}"
    return [str(java()), *options(*_OPTIONS, logs), "-cp", f"{home}/lib/*"]


def _settings(log: Path, port: int) -> str:
    """Return the settings for a start; the controller, which only the node itself asks, moves."""
    [controller] = unused_ports(1)
    lines = [
        (RECIPE.folder / "server.properties").read_text("utf-8"),
        f"controller.quorum.voters=1@{HOST}:{controller}",
        f"listeners=BROKER://{HOST}:{port},CONTROLLER://{HOST}:{controller}",
        f"advertised.listeners=BROKER://{HOST}:{port}",
        f"log.dirs={log}",
    ]
    return "\n".join([*lines, ""])
