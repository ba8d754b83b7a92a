"""From what somebody typed or sent to lines that can be checked; errors name the field."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from services.complaints.domain.catalogue.asked import CheckLine
from services.complaints.usecases.catalogue.read_facts import read_facts
from services.complaints.usecases.catalogue.read_values import (
    Wrong,
    read_amount,
    read_choice,
    read_container,
    read_day,
    read_loaded,
    read_quantity,
    read_text,
    read_unit,
)
from shared.errors import FieldError, Invalid, Malformed
from shared.words import N_

MOST_LINES = 2000
_TRADES = {"foreign": "外贸", "domestic": "内贸", "transit": "中转"}
_DIRECTIONS = {"import": "进口", "export": "出口"}
_CARGOES = {"general": "普通", "dangerous": "危险品", "reefer": "冷藏"}


def read_lines(body: Any, *, today: date, most: int = MOST_LINES) -> tuple[CheckLine, ...]:
    """Return the lines of `{"lines": [...]}`.

    Raises:
        Malformed: the body is not such an object.
        Invalid: a line cannot be checked; `errors` name the fields as `lines.0.amount`.
    """
    lines = body.get("lines") if isinstance(body, Mapping) else None
    if not isinstance(lines, list):
        raise Malformed(N_('请求正文应当是 {"lines": [...]}。'))
    if not 1 <= len(lines) <= most:
        wrong = FieldError("lines", N_("一次核对 1 至 %(most)s 行"), {"most": str(most)})
        raise Invalid(N_("收费明细的行数不对。"), errors=[wrong])
    read = [
        read_line_fields(line, path=f"lines.{place}.", today=today)
        for place, line in enumerate(lines)
    ]
    errors = [error for _, wrong in read for error in wrong]
    if errors:
        raise Invalid(N_("有收费明细不能核对，请按提示修改。"), errors=errors[:100])
    return tuple(line for line, _ in read if line is not None)


def read_line_fields(
    line: Any, *, path: str, today: date
) -> tuple[CheckLine | None, list[FieldError]]:
    """Return one line, or None and what is wrong with it.

    Keys that are not known are passed over.

    Args:
        line: what was sent.
        today: the legal day; a later day of charge is refused.
        path: what goes before a field's name in an error.
    """
    if not isinstance(line, Mapping):
        return None, [FieldError(path.removesuffix("."), N_("每一行应当是一个对象"))]
    values: dict[str, Any] = {}
    errors: list[FieldError] = []
    for key, read in _readers(today).items():
        try:
            values[key] = read(line.get(key))
        except Wrong as problem:
            errors.append(FieldError(path + key, problem.message, problem.params))
    facts, wrong = read_facts(line, path=path, today=today)
    errors += wrong
    return (None, errors) if errors else (CheckLine(**values, facts=facts), [])


def _readers(today: date) -> Mapping[str, Callable[[Any], Any]]:
    return {
        "item": partial(read_text, most=200, required=True),
        "amount": read_amount,
        "port": partial(read_text, most=60),
        "body": partial(read_text, most=120),
        "charged_on": partial(read_day, today=today),
        "quantity": read_quantity,
        "unit": read_unit,
        "container": read_container,
        "trade": partial(read_choice, choices=_TRADES),
        "direction": partial(read_choice, choices=_DIRECTIONS),
        "loaded": read_loaded,
        "cargo": partial(read_choice, choices=_CARGOES),
    }
