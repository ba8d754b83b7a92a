"""A text in both languages of the product."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Words:
    """The same in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the text in "en", and in Chinese for anything else."""
        return self.en if language == "en" else self.zh
