"""A text of the rules in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One text in Chinese and in English; a placeholder is written %(name)s."""

    zh: str
    en: str

    def filled(self, **values: object) -> "Words":
        """Return the texts with their placeholders filled in."""
        return Words(zh=self.zh % values, en=self.en % values)
