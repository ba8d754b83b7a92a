"""What an image holds, what it says of itself, and what it does not let anybody do."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.images.containers import HARDENED, podman, run_inside

ROOT = Path(__file__).parents[2]
VERSION = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
INSTALLERS = ("pip", "ensurepip", "setuptools", "wheel")
BUILDERS = ("pip", "pip3", "gcc", "cc", "g++", "make", "ld", "as", "cargo", "git", "curl", "wget")
IMPORT_ALL = """
import importlib, pkgutil, services, shared
walks = [pkgutil.walk_packages(top.__path__, top.__name__ + ".") for top in (services, shared)]
found = [module.name for walk in walks for module in walk]
[importlib.import_module(name) for name in found if not name.endswith("__main__")]
print(len(found))
"""
PLACES = ("/x", "/etc/x", "/var/x", "/srv/fairport/x", "/opt/fairport/x")
WRITE = f"""
import errno, pathlib
def refused(place):
    try:
        pathlib.Path(place).touch()
    except OSError as error:
        return errno.errorcode[error.errno]
pathlib.Path("/tmp/x").touch()
print([refused(place) for place in {PLACES!r}], pathlib.Path("/tmp/x").exists())
"""
LIST = """
import os
for folder, _, names in os.walk("."):
    print(*(os.path.join(folder, name) for name in names), sep="\\n")
"""
PRINT = """
from services.complaints.adapters.notice_pdf import CHINESE, installed, notice_pdf
facts = [["\u4f01\u4e1a", "\u4e91\u5c7f"]]
qr = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
told = {"title": "\u6536\u8d39\u76ee\u5f55\u6e05\u5355", "address": "x", "facts": facts, "qr": qr,
        "headings": ["a"] * 6, "rows": [["\u5f15\u822a\u8d39"] * 6], "foot": ""}
print(notice_pdf(told)[:5].decode(), *(each for each in CHINESE if each in installed()))
"""
STALE = """
import pathlib, struct
flags = {struct.unpack("<I", p.read_bytes()[4:8])[0] for root in ("/opt/fairport", "/srv/fairport")
         for p in pathlib.Path(root).rglob("*.pyc")}
print(sorted(flags))
"""


def python(image: str, program: str, options: Sequence[str] = HARDENED) -> str:
    code, said = run_inside(image, "python", "-c", program, options=options)
    assert code == 0, said
    return said.strip()


def service_of(image: str) -> str:
    return image.rpartition("fairport-")[2].partition(":")[0]


def test_it_says_what_it_is(image):
    (about,) = json.loads(podman("image", "inspect", image))
    labels = {name.rpartition(".")[2]: text for name, text in about["Config"]["Labels"].items()}
    assert VERSION is not None
    assert labels["title"] == f"fairport-{service_of(image)}"
    assert labels["version"] == VERSION[1]
    assert labels["licenses"] == "Apache-2.0"
    assert labels["name"] == os.environ["IMAGES_BASE"]
    assert re.match(r"20\d\d-\d\d-\d\dT|unknown$", labels["created"])
    assert re.fullmatch(r"[0-9a-f]{40}(-changed)?|unknown", labels["revision"])
    assert about["Config"]["Entrypoint"] == ["python", "-m", f"services.{service_of(image)}"]
    assert about["Config"]["Cmd"] == ["serve"]
    sys.stdout.write(f"\n{image}: {about['Size'] / 1e6:.0f} MB")


def test_it_runs_as_nobody_in_particular(image):
    code, said = run_inside(image, "id", "-u")
    assert (code, said.strip()) == (0, "10001")
    assert (
        python(image, "print(open('/proc/self/status').read().count('CapEff:\\t' + '0' * 16))")
        == "1"
    )


def test_nothing_can_be_written_but_in_the_memory_folders(image):
    assert python(image, WRITE) == f"{['EROFS'] * len(PLACES)} True"


def test_even_on_a_writable_root_the_account_owns_nothing(image):
    assert python(image, WRITE, options=()) == f"{['EACCES'] * len(PLACES)} True"


def test_nothing_inside_installs_or_builds(image):
    search = f"import shutil; print([name for name in {BUILDERS!r} if shutil.which(name)])"
    assert python(image, search) == "[]"
    search = f"import importlib.util as u; print([n for n in {INSTALLERS!r} if u.find_spec(n)])"
    assert python(image, search) == "[]"
    assert run_inside(image, "python3", "-m", "venv", "/tmp/again")[0] == 1


def test_only_this_service_is_inside_and_everything_it_imports(image):
    files = python(image, LIST).split("\n")
    services = {name.split("/")[2] for name in files if name.startswith("./services/")}
    assert services <= {service_of(image), "__init__.py", "__pycache__"}
    assert not [name for name in files if name.startswith("./shared/local/")]
    assert not [name for name in files if name.endswith((".lock", ".example", ".md"))]
    assert int(python(image, IMPORT_ALL)) > 80


def test_complaints_prints_with_a_font_of_its_own_and_the_others_carry_neither(image):
    prints = service_of(image) == "complaints"
    fonts = python(
        image, "import pathlib as p; print(len([*p.Path('/usr/share/fonts').rglob('*.tt*')]))"
    )
    typesetter = python(
        image, "import importlib.util as u; print(u.find_spec('typst') is not None)"
    )
    assert (fonts, typesetter) == (("1", "True") if prints else ("0", "False"))
    if prints:
        assert python(image, PRINT).startswith("%PDF- WenQuanYi")


def test_compiled_files_are_bound_to_no_time(image):
    # PEP 552: 1 is "by hash of the source, unchecked"; 0 would be "by time of the source".
    assert python(image, STALE) == "[1]"


def test_the_same_lock_gives_the_same_layers(tag):
    """Build once more with nothing kept from the first time."""
    build = {
        "BUILD_OPTIONS": "--no-cache --quiet",
        "SERVICES": "complaints",
        "TAG": f"{tag}-again",
    }
    command = ["bash", str(ROOT / ".ci" / "build-images")]
    subprocess.run(command, check=True, env={**os.environ, **build}, timeout=900)
    names = [f"localhost/fairport-complaints:{each}" for each in (tag, f"{tag}-again")]
    first, second = json.loads(podman("image", "inspect", *names))
    podman("image", "rm", names[1])
    assert first["RootFS"]["Layers"] == second["RootFS"]["Layers"]
    assert len(first["RootFS"]["Layers"]) > 3
