"""Compiled addresses that all apps of a test run share."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]
_compile: Callable[[Rule, bool], Builder] = Rule._compile_builder


class _Compiled:
    """What builds the address of a rule, by all that its code is written from."""

    def __init__(self) -> None:
        self._builders: dict[tuple[Any, ...], Builder] = {}

    def of(self, rule: Rule, append_unknown: bool = True) -> Builder:
        """Return the builder of a rule, which is told the rule whenever it builds."""
        key = (rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown)
        if key not in self._builders:
            self._builders[key] = _compile(rule, append_unknown)
        return self._builders[key]


def share_compiled_routes() -> None:
    """Compile a rule once a run, not twice an app: a test has an app of its own."""
    compiled = _Compiled()

    def shared(self: Rule, append_unknown: bool = True) -> Builder:
        return compiled.of(self, append_unknown)

    Rule._compile_builder = shared  # type: ignore[method-assign]
