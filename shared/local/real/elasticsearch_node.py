"""Elasticsearch with one node, started by a class of our own: see `recipes/elasticsearch`."""

import shutil
import zipfile
from pathlib import Path

import requests

from shared.local.child import Child
from shared.local.engines import Engine
from shared.local.ports import HOST
from shared.local.real.installed import RECIPES, Recipe, installed, run
from shared.local.real.java import java, options

VERSION = "9.5.3"
START_SECONDS = 120.0
_OPTIONS = (
    "-Xms512m",
    "-Xmx512m",
    "-Xss1m",
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
    "-Dio.netty.noUnsafe=true",
    "-Dlog4j.shutdownHookEnabled=false",  # the node logs how it stops
    "-Dlog4j2.disable.jmx=true",
    "--enable-native-access=ALL-UNNAMED",
)
_PACKAGE = "fairport/engines"
_PARTS = "fairport-parts"
_HTTP = "transport-netty4"
_HTTP_JARS = ("netty-*.jar", "transport-netty4-*.jar", "elasticsearch-ssl-config-*.jar")
_MODULES = {
    _HTTP: "org.elasticsearch.transport.netty4.Netty4Plugin",
    _PARTS: "fairport.engines.CommonParts",
}
_MODULE = """\
name={name}
classname={main}
description={name}
version={version}
elasticsearch.version={version}
java.version=21
"""


def elasticsearch_node(root: Path, port: int) -> Engine:
    """Return Elasticsearch as index.

    Raises:
        LocalProblem: it is not installed and cannot be.
    """
    data, address = root / "elasticsearch", f"http://{HOST}:{port}"
    home = installed(RECIPE)
    command = [str(java()), *options(*_OPTIONS), "-cp", f"{home}/lib/*"]
    child = Child(
        "elasticsearch",
        [*command, "fairport.engines.OneNode", str(home), str(data), str(port)],
        log=root / "logs" / "elasticsearch.log",
        is_ready=lambda: _is_recovered(address),
    )
    return Engine(child, data=data, address=address, start_seconds=START_SECONDS)


def _is_recovered(address: str) -> bool:
    """Tell whether the node answers and has opened every index it had."""
    health = f"{address}/_cluster/health?wait_for_status=yellow&timeout=1s"
    try:
        return requests.get(health, timeout=5).ok
    except requests.RequestException:
        return False


def _build(home: Path) -> None:
    lib, classes = home / "lib", home / "classes"
    [compiler] = lib.glob("ecj-*.jar")
    known = ":".join(str(jar) for jar in lib.glob("*.jar"))
    step = [str(java()), "-jar", str(compiler), "-21", "-proc:none"]
    run([*step, "-d", str(classes), "-cp", known, str(RECIPE.folder / _PACKAGE)])
    compiler.unlink()
    for name, main in _MODULES.items():
        module = home / "modules" / name
        module.mkdir(parents=True)
        described = _MODULE.format(name=name, main=main, version=VERSION)
        (module / "plugin-descriptor.properties").write_text(described, "utf-8")
    for pattern in _HTTP_JARS:
        for jar in lib.glob(pattern):
            jar.rename(home / "modules" / _HTTP / jar.name)
    _pack(classes, "CommonParts*.class", home / "modules" / _PARTS / f"{_PARTS}.jar")
    _pack(classes, "OneNode*.class", lib / "fairport-node.jar")
    shutil.rmtree(classes)
    (home / "plugins").mkdir()
    (home / "config").mkdir()
    for name in ("elasticsearch.yml", "log4j2.properties"):
        shutil.copy2(RECIPE.folder / name, home / "config" / name)


def _pack(classes: Path, pattern: str, jar: Path) -> None:
    with zipfile.ZipFile(jar, "w") as packed:
        for each in sorted((classes / _PACKAGE).glob(pattern)):
            packed.write(each, f"{_PACKAGE}/{each.name}")


RECIPE = Recipe(
    name="elasticsearch", version=VERSION, folder=RECIPES / "elasticsearch", build=_build
)
