"""Forms of pages: the key that makes a double click count once, nested fields, errors by field."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, request
from marshmallow import ValidationError

from shared.clock import new_id
from shared.errors import AppError, FieldError, Malformed
from shared.web.formats import told
from shared.web.schema_messages import field_errors
from shared.words import N_

KEY = re.compile(r"[A-Za-z0-9_.:-]{8,100}")
ROW_DIGITS, DEEPEST_PATH = 3, 8


@dataclass(frozen=True)
class FormError:
    """One error as it is shown: the path of its field ("" for the whole form) and its text."""

    path: str
    text: str


class FormErrors:
    """The errors of a form that comes back, in the order of its fields."""

    def __init__(self, errors: Iterable[FieldError] = ()) -> None:
        self._errors = tuple(FormError(e.path, told(e.message, e.params)) for e in errors)

    @classmethod
    def of_error(cls, error: AppError | ValidationError) -> "FormErrors":
        """Return what a use case or a schema found wrong; without fields, the error itself."""
        if isinstance(error, ValidationError):
            return cls(field_errors(error.messages))
        return cls(error.errors or (FieldError("", error.detail, error.params),))

    def of(self, path: str) -> str | None:
        """Return the text for one field, or None."""
        return next((error.text for error in self._errors if error.path == path), None)

    def below(self, path: str) -> bool:
        """Tell whether a field at or below the path is wrong."""
        return any(f"{error.path}.".startswith(f"{path}.") for error in self._errors)

    def __iter__(self) -> Iterator[FormError]:
        return iter(self._errors)

    def __len__(self) -> int:
        return len(self._errors)


def install_forms(app: Flask) -> None:
    """Give templates the key of a form."""
    app.jinja_env.globals["form_key"] = form_key


def form_key() -> str:
    """Return the key the form came with, so that it stays when it comes back; else a new one."""
    posted = request.form.get("key", "") if request.method == "POST" else ""
    return posted if KEY.fullmatch(posted) else new_id()


def posted_key() -> str:
    """Return the key of the posted form.

    Raises:
        Malformed: the hidden field is missing or unreadable.
    """
    return _checked(request.form.get("key", ""), N_("表单缺少标识，请返回并刷新页面后再提交"))


def idempotency_key(*, required: bool = True) -> str:
    """Return the `Idempotency-Key` header of an API write; "" when absent and not required.

    A header that is there and empty is a slip, and refused in both cases.

    Raises:
        Malformed: the header is missing or has other than 8 to 100 letters, digits, `_.:-`.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None and not required:
        return ""
    return _checked(key or "", N_("请在请求头 Idempotency-Key 中给出 8 至 100 位字母、数字或 _.:-"))


def nested(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return posted fields as a body: `lines.0.amount` becomes {"lines": [{"amount": …}]}.

    Empty fields are left out, so that a schema sees them as absent. Rows keep their order; gaps in
    their numbers close. Fields whose paths contradict each other keep the first one.

    Raises:
        Malformed: a row number is above 999, or a path has more than eight steps.
    """
    body: dict[str, Any] = {}
    for path, value in fields.items():
        if path not in {"key", "csrf_token"} and value.strip():
            _put(body, path.split("."), value.strip())
    return {name: _closed(value) for name, value in body.items()}


def is_row(step: str) -> bool:
    """Tell whether a step of a path is the number of a row, 0 to 999."""
    return _is_number(step) and len(step) <= ROW_DIGITS


def _is_number(step: str) -> bool:
    return step.isascii() and step.isdigit()


def _put(body: dict[str, Any], path: list[str], value: str) -> None:
    if len(path) > DEEPEST_PATH or any(_is_number(step) and not is_row(step) for step in path):
        raise Malformed(N_("表单行数过多"))
    for step in path[:-1]:
        following = body.setdefault(step, {})
        if not isinstance(following, dict):
            return
        body = following
    body.setdefault(path[-1], value)


def _closed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(map(_is_number, value)):
        return [_closed(value[step]) for step in sorted(value, key=int)]
    return {step: _closed(each) for step, each in value.items()}


def _checked(key: str, problem: str) -> str:
    if not KEY.fullmatch(key):
        raise Malformed(problem)
    return key
