"""The options of `due --rule`, and its answer."""

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any, NoReturn

from services.complaints.adapters.rule_files_clocks import load_limits
from services.complaints.adapters.rule_folders import load_clocks
from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.routes.english import english
from services.complaints.usecases.clocks.answers import deadline_answer
from services.complaints.usecases.clocks.compute_deadline import AskedDeadline, compute_deadline
from shared.errors import Invalid


def due_by_rule(words: Sequence[str], calendar: Calendar) -> dict[str, Any]:
    """Return the deadline that the options ask for.

    Raises:
        Invalid: an option is missing or cannot be used.
    """
    asked = AskedDeadline(**vars(_options().parse_args(list(words))))
    rules = load_clocks(load_limits(), calendar)
    found, receipt = compute_deadline(asked, rules=rules)
    return deadline_answer(found, receipt, rules=rules, english=english)


class _Options(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Refuse as everything else is refused."""
        raise Invalid("选项不能用 cannot be used: %(why)s", params={"why": message})


def _options() -> ArgumentParser:
    options = _Options(add_help=False, allow_abbrev=False)
    options.add_argument("--rule", required=True)
    options.add_argument("--received", required=True)
    options.add_argument("--from", dest="triggered", default="")
    options.add_argument("--city", default="")
    options.add_argument("--pause", dest="pauses", action="append", default=[])
    options.add_argument("--extend", dest="extensions", action="append", default=[])
    return options
