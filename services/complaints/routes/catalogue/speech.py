"""What a check says, in the language of the request."""

import re
from collections.abc import Mapping, Sequence

from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.reasons import Sentence
from services.complaints.usecases.catalogue.answers import Speak
from shared.web.formats import full_date
from shared.web.language import current_language, say

_LIST_MARK = "、"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def speaker(catalogue: Catalogue) -> Speak:
    """Return what puts sentences into the language of the request.

    Days are written out. In English an item keeps its Chinese name, with the English one behind.
    """
    titles = {each.title["zh"]: each.title["en"] for each in catalogue.lists}

    def speak(sentences: Sequence[Sentence]) -> str:
        if current_language() == "zh":
            return "".join(each.text % _days_written(each.params) for each in sentences)
        return " ".join(
            say(each.text, {key: _english(value) for key, value in each.params.items()})
            for each in sentences
        )

    def _english(value: str) -> str:
        if _DAY.fullmatch(value):
            return full_date(value)
        if value in titles:
            return titles[value]
        if name := catalogue.names.english(value):
            return f"{value} ({name})"
        return ", ".join(say(part) for part in value.split(_LIST_MARK) if part)

    return speak


def _days_written(params: Mapping[str, str]) -> dict[str, str]:
    return {key: full_date(each) if _DAY.fullmatch(each) else each for key, each in params.items()}
