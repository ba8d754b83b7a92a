"""A service is its folder and `shared`: copied out as its image copies them, it starts."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from services.complaints.adapters.notice_pdf import CHINESE
from tests.architecture.source import ROOT

pytestmark = pytest.mark.slow

SERVICES = ("complaints", "credit", "notify")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
PRINTING = [
    "COPY --from=font /build /usr/share/fonts/truetype/wqy",
    "COPY --from=packages /opt/letters /opt/letters",
]
IMPORT_ALL = """
import importlib, pkgutil, services, shared
walks = [pkgutil.walk_packages(top.__path__, top.__name__ + ".") for top in (services, shared)]
names = [module.name for walk in walks for module in walk]
[importlib.import_module(name) for name in names]
assert "services.{service}.app" in names and "shared.local" not in names
"""


@pytest.fixture(params=SERVICES)
def service(request) -> str:
    return str(request.param)


@pytest.fixture
def folder(service: str, tmp_path: Path) -> Path:
    """Give a folder with what the image of the service holds."""
    not_in = shutil.ignore_patterns("__pycache__", "local")
    shutil.copytree(ROOT / "shared", tmp_path / "shared", ignore=not_in)
    shutil.copytree(ROOT / "services" / service, tmp_path / "services" / service, ignore=not_in)
    shutil.copy(ROOT / "services" / "__init__.py", tmp_path / "services")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", *arguments]
    return subprocess.run(
        command, cwd=folder, env={}, check=False, capture_output=True, text=True, timeout=120
    )


def test_every_module_of_the_image_can_be_imported(service, folder):
    done = run(folder, "-c", IMPORT_ALL.format(service=service))
    assert done.returncode == 0, done.stderr


def test_a_process_of_the_image_starts_and_names_the_settings_it_lacks(service, folder):
    done = run(folder, "-m", f"services.{service}", "setup")
    assert done.returncode == 2, done.stderr
    assert "MONGO_URL: is not set" in done.stderr


def test_the_context_of_the_build_is_a_closed_list():
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert {line for line in rules if line.startswith("!")} == {
        "!LICENSE", "!requirements-runtime.lock", "!services", "!shared",
    }  # fmt: skip
    assert rules.index("shared/local") > rules.index("!shared")


def test_each_target_differs_by_its_own_folder_and_the_printing_of_complaints_alone():
    for service in SERVICES:
        (part,) = re.findall(
            rf"^FROM runtime AS {service}\n(.+?)(?:\n\n|\Z)", DOCKERFILE, re.M | re.S
        )
        copied = re.findall(r"^COPY .+$", part, re.MULTILINE)
        folder = f"services/{service}"
        printing = PRINTING if service == "complaints" else []
        assert copied == [*printing, f"COPY --from=source /srv/fairport/{folder} {folder}"]
        assert f'ENTRYPOINT ["python", "-m", "services.{service}"]\nCMD ["serve"]' in part


def test_the_font_of_the_image_is_one_that_a_list_is_printed_with():
    assert "fonts-wqy-microhei" in DOCKERFILE
    assert "fonts-wqy-microhei" in (ROOT / ".ci" / "image-base").read_text("utf-8")
    assert "WenQuanYi Micro Hei" in CHINESE


def test_the_typesetter_is_needed_by_complaints_alone():
    for service in SERVICES:
        files = [*(ROOT / "services" / service).rglob("*.py"), *(ROOT / "shared").rglob("*.py")]
        imports = any(
            re.search(r"^(import|from) typst\b", f.read_text("utf-8"), re.M) for f in files
        )
        assert imports == (service == "complaints")


def test_the_image_installs_by_hash_and_runs_as_a_number():
    assert "--require-hashes -r /build/requirements-runtime.lock" in DOCKERFILE
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE) == ["10001:10001"]
    assert "HEALTHCHECK" in DOCKERFILE
