"""Says sentences in Chinese and in English at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.reasons import Sentence

_LIST_MARK = "、"


@dataclass(frozen=True, kw_only=True)
class BothLanguages:
    """What puts sentences into both languages.

    Args:
        english: gives the English of a Chinese text, the text itself where there is none.
        catalogue: whose items keep their Chinese name, with the English one behind it.
    """

    english: Callable[[str], str]
    catalogue: Catalogue

    def say(self, sentences: Sequence[Sentence]) -> dict[str, str] | None:
        """Return the sentences as one text in each language; None where there are none."""
        if not sentences:
            return None
        english = " ".join(self._english(each) for each in sentences)
        return {
            "zh": "".join(str(each) for each in sentences),
            "en": " ".join(english.split()).replace("( ", "(").replace(" )", ")"),
        }

    def word(self, text: str) -> dict[str, str]:
        """Return a word in both languages."""
        return {"zh": text, "en": self.english(text)}

    def _english(self, sentence: Sentence) -> str:
        values = {key: self._value(value) for key, value in sentence.params.items()}
        return self.english(sentence.text) % values

    def _value(self, value: str) -> str:
        if name := self.catalogue.names.english(value):
            return f"{value} ({name})"
        parts = [part for part in value.split(_LIST_MARK) if part]
        return ", ".join(self.english(part) for part in parts)
