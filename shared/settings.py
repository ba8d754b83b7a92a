"""Settings from environment variables of the same names, read once at start."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})


class SettingWrong(Exception):
    """A setting cannot be used; a line for each: "NAME: what is wrong, what is expected"."""


class SettingMissing(SettingWrong):
    """A setting without default is not in the environment."""


class _Wrong(Exception):
    """What is wrong with one value."""


def load(kind: type[T], environment: Mapping[str, str]) -> T:
    """Return the settings dataclass; field `mongo_url` is read from `MONGO_URL`.

    A field may be annotated with checks (`shared.setting_kinds`), which say what is wrong with a
    text, or nothing.

    Raises:
        SettingMissing: names every missing variable at once.
        SettingWrong: names every variable that cannot be used, the missing ones among them.
    """
    values, missing, wrong = _read_all(kind, environment)
    _refuse(missing, wrong)
    return kind(**values)


def check_all(kinds: Iterable[type], environment: Mapping[str, str]) -> None:
    """Read settings of several kinds, so that whoever starts a process hears of all at once.

    Raises:
        SettingMissing: names every missing variable at once.
        SettingWrong: names every variable that cannot be used, the missing ones among them.
    """
    read = [_read_all(kind, environment) for kind in kinds]
    _refuse([line for _, lines, _ in read for line in lines], [w for *_, ws in read for w in ws])


def _refuse(missing: Sequence[str], wrong: Sequence[str]) -> None:
    lines = "\n".join(dict.fromkeys([*missing, *wrong]))
    if wrong:
        raise SettingWrong(lines)
    if missing:
        raise SettingMissing(lines)


def _read_all(
    kind: type, environment: Mapping[str, str]
) -> tuple[dict[str, Any], Sequence[str], Sequence[str]]:
    """Return the values, and a line for each that is missing or wrong."""
    hints = get_type_hints(kind, include_extras=True)
    values: dict[str, Any] = {}
    missing, wrong = [], []
    for field in fields(kind):
        name = field.name.upper()
        if name in environment:
            try:
                values[field.name] = _read(environment[name], hints[field.name])
            except _Wrong as error:
                wrong.append(f"{name}: {error}")
        elif _is_needed(field):
            missing.append(f"{name}: is not set (see .env.example)")
    return values, missing, wrong


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _read(text: str, hint: Any) -> Any:
    if text != text.strip():
        raise _Wrong("has spaces or a line end around it, expected nothing there")
    checks: Sequence[Callable[[str], str]] = getattr(hint, "__metadata__", ())
    for each in checks:
        if wrong := each(text):
            raise _Wrong(wrong)
    return _as_kind(text, getattr(hint, "__origin__", hint))


def _as_kind(text: str, kind: Any) -> Any:
    if kind is bool:
        if text.lower() not in _TRUE | _FALSE:
            raise _Wrong(f"is {text!r}, expected true or false")
        return text.lower() in _TRUE
    if kind is int:
        try:
            return int(text)
        except ValueError as error:
            raise _Wrong(f"is {text!r}, expected a whole number") from error
    return text
