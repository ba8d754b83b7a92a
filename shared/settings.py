"""Settings from environment variables of the same names, read once at start."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")


class SettingMissing(Exception):
    """A setting without default is not in the environment."""


class SettingWrong(Exception):
    """A setting cannot be read as its type."""


def load(kind: type[T], environment: Mapping[str, str]) -> T:
    """Return the settings dataclass; field `mongo_url` is read from `MONGO_URL`.

    Raises:
        SettingMissing: names every missing variable at once.
        SettingWrong: names the variable that cannot be read.
    """
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    missing = []
    for field in fields(kind):  # type: ignore[arg-type]
        name = field.name.upper()
        if name in environment:
            values[field.name] = _read(name, environment[name], hints[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            missing.append(name)
    if missing:
        raise SettingMissing("\n".join(f"{name} is not set (see .env.example)" for name in missing))
    return kind(**values)


def _read(name: str, text: str, kind: Any) -> Any:
    if kind is bool:
        return text.strip().lower() in {"1", "true", "yes", "on"}
    if kind is int:
        try:
            return int(text)
        except ValueError as error:
            raise SettingWrong(f"{name} must be a whole number, not {text!r}") from error
    return text
