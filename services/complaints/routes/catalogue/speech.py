"""What a check says, in the language of the request."""

from collections.abc import Sequence

from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.reasons import Sentence
from services.complaints.usecases.catalogue.answers import Speak
from shared.web.language import current_language, say

_LIST_MARK = "、"


def speaker(catalogue: Catalogue) -> Speak:
    """Return what puts sentences into the language of the request.

    In English an item keeps its Chinese name, with the English one behind it.
    """
    titles = {each.title["zh"]: each.title["en"] for each in catalogue.lists}

    def speak(sentences: Sequence[Sentence]) -> str:
        if current_language() == "zh":
            return "".join(str(sentence) for sentence in sentences)
        return " ".join(
            say(each.text, {key: _english(value) for key, value in each.params.items()})
            for each in sentences
        )

    def _english(value: str) -> str:
        if value in titles:
            return titles[value]
        if name := catalogue.names.english(value):
            return f"{value} ({name})"
        return ", ".join(say(part) for part in value.split(_LIST_MARK) if part)

    return speak
