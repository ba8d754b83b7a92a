"""Habits that no tool of the shelf checks."""

import ast
import re

import pytest

from tests.architecture.source import ROOT, modules, tree

READS_THE_ENVIRONMENT = {
    "services/complaints/commands/stored_rules.py",
    "shared/processes.py",
    "shared/web/gunicorn.py",
}
ENTRY_POINTS = {"settings.py", "__main__.py"}
NOTHING_NAMES = {"utils", "helpers", "common", "base", "manager", "core", "models", "misc"}
SERVICE_NAMES = {
    "__main__",
    "__init__",
    "adapters",
    "app",
    "commands",
    "consumers",
    "container",
    "domain",
    "ports",
    "routes",
    "rules",
    "settings",
    "templates",
    "usecases",
}
MOST_TYPE_IGNORES = 10
WAIVER = re.compile(r"#\s*type:\s*ignore")


def may_read_the_environment(path) -> bool:
    name = str(path.relative_to(ROOT))
    in_local = name.startswith("shared/local/")
    return in_local or name in READS_THE_ENVIRONMENT or path.name in ENTRY_POINTS


def test_the_environment_is_read_only_at_the_entrance():
    readers = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        if not may_read_the_environment(path)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
        if isinstance(node.value, ast.Name) and node.value.id == "os"
    ]
    assert readers == []


@pytest.mark.parametrize("service", ["complaints", "credit", "notify"])
def test_a_service_has_only_the_thirteen_names(service):
    found = {path.stem for path in (ROOT / "services" / service).iterdir()} - {"__pycache__"}
    assert found <= SERVICE_NAMES


def test_no_file_is_named_after_nothing():
    found = [str(path.relative_to(ROOT)) for path in modules() if path.stem in NOTHING_NAMES]
    assert found == []


def waived(*folders: str) -> list[str]:
    """Return every line that waives a type check."""
    return [
        line
        for path in modules(*folders)
        for line in path.read_text(encoding="utf-8").splitlines()
        if WAIVER.search(line)
    ]


def test_type_checks_are_waived_only_by_code():
    assert [line for line in waived("services", "shared") if "ignore[" not in line] == []


def test_type_checks_are_waived_rarely():
    assert len(waived("services", "shared")) <= MOST_TYPE_IGNORES


def test_broad_catches_are_only_where_loops_must_go_on():
    allowed = {
        "services/complaints/usecases/cases/note_overdue_cases.py",
        "services/complaints/usecases/clocks/recount_deadlines.py",
        "services/complaints/usecases/imports/carry_out.py",
        "services/complaints/usecases/mail/take_in_mails.py",
        "services/credit/usecases/rescore_due.py",
        "shared/events/envelope.py",
        "shared/messaging/dispatch.py",
        "shared/processes.py",
    }
    broad = {
        str(path.relative_to(ROOT))
        for path in modules("services", "shared")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
        if not str(path.relative_to(ROOT)).startswith("shared/local/")
    }
    assert broad <= allowed
