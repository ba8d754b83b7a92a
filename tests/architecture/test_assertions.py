"""Every test says what must hold: itself, or in a helper that it calls."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture.source import ROOT, tree

SAYING = {"raises", "fail", "expect"}


@cache
def parsed() -> dict[Path, ast.Module]:
    return {path: tree(path) for path in (ROOT / "tests").rglob("*.py")}


def functions(module: ast.AST) -> Iterator[ast.FunctionDef]:
    return (each for each in ast.walk(module) if isinstance(each, ast.FunctionDef))


def called(function: ast.FunctionDef) -> set[str]:
    targets = (each.func for each in ast.walk(function) if isinstance(each, ast.Call))
    names = (
        each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "")
        for each in targets
    )
    return set(names)


def says(function: ast.FunctionDef, helpers: set[str]) -> bool:
    asserts = any(isinstance(each, ast.Assert) for each in ast.walk(function))
    return asserts or bool(called(function) & helpers)


def saying_helpers() -> set[str]:
    """Return the names of helpers that assert something, themselves or through others."""
    helpers = [each for module in parsed().values() for each in functions(module)]
    helpers = [each for each in helpers if not each.name.startswith("test_")]
    found = set(SAYING)
    while more := {each.name for each in helpers if says(each, found)} - found:
        found |= more
    return found


def test_no_test_is_without_an_assertion():
    helpers = saying_helpers()
    silent = [
        f"{path.relative_to(ROOT)}:{each.lineno} {each.name}"
        for path, module in parsed().items()
        if path.name.startswith("test_")
        for node in module.body
        for each in functions(node)
        if isinstance(node, ast.FunctionDef) and each.name.startswith("test_")
        if not says(each, helpers)
    ]
    assert silent == []
