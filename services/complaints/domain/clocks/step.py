"""One sentence of the arithmetic of a deadline, in both languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Value = str | int | Mapping[str, str]


@dataclass(frozen=True)
class Step:
    """A text to translate and its values: days in ISO, numbers, names as `{"zh": …, "en": …}`."""

    message: str
    params: Mapping[str, Value]

    @property
    def sentence(self) -> str:
        """The step in Chinese."""
        return self.message % self._values("zh")

    def in_english(self, translate: Callable[[str], str]) -> str:
        """Return the step in English; `translate` knows the English of a marked text."""
        return translate(self.message) % self._values("en")

    def _values(self, language: str) -> dict[str, str | int]:
        return {
            name: value[language] if isinstance(value, Mapping) else value
            for name, value in self.params.items()
        }
