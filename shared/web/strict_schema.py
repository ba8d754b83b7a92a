"""Schemas that refuse a key nobody knows and say which one may have been meant."""

from collections.abc import Collection, Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError
from rapidfuzz import fuzz, process

from shared.errors import FieldError
from shared.words import N_

MOST_NAMED = 20
LONGEST_NAME = 64
LEAST_LIKENESS = 60  # of 100; below it a suggestion would only mislead
_MISTYPED = N_("没有这一项；是不是 %(nearest)s？")
_UNKNOWN = N_("没有这一项")


class StrictSchema(Schema):
    """A body whose every key counts: what was mistyped must not be taken for not said."""

    class Meta:
        """An unknown key is a slip of the pen."""

        unknown = RAISE

    def handle_error(self, error: ValidationError, data: Any, **_: Any) -> None:
        """Word the unknown keys of a body, the first twenty of them."""
        messages = error.messages
        if not isinstance(messages, dict) or not isinstance(data, Mapping):
            return
        names = {field.data_key or name for name, field in self.load_fields.items()}
        unknown = [key for key in messages if key in data and key not in names]
        for key in unknown:
            del messages[key]
        for key in unknown[:MOST_NAMED]:
            short = str(key)[:LONGEST_NAME]
            messages[short] = [_problem(short, names)]


def _problem(key: str, names: Collection[str]) -> FieldError:
    found = process.extractOne(key, names, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
    return FieldError(key, _MISTYPED, {"nearest": found[0]}) if found else FieldError(key, _UNKNOWN)
