"""Loads the words by which lists of charges are read from `rules/catalogue/`."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate

from services.complaints.adapters.character_map import load_folding
from services.complaints.adapters.rule_files_catalogue import CATALOGUE_RULES
from services.complaints.adapters.rule_rows import DatedRowSchema, RuleFileError, text_version
from services.complaints.domain.catalogue.imports.import_words import ImportWords
from services.complaints.domain.catalogue.imports.price_prose import ProseReader
from services.complaints.domain.catalogue.imports.units import UnitWords

_REMEMBERED = 8192


def _words() -> Any:
    return fields.List(fields.String(validate=validate.Length(min=1)), required=True)


class _ImportWordsSchema(DatedRowSchema):
    version = fields.String(required=True)
    columns = fields.Dict(keys=fields.String(), values=_words(), required=True)
    units = fields.Dict(keys=fields.String(), values=_words(), required=True)
    negotiated = _words()
    percent = _words()


def load_import_words(folder: Path = CATALOGUE_RULES) -> ImportWords:
    """Return how columns are headed and how units and open prices are written.

    Raises:
        RuleFileError: the file does not fit, or a heading or unit is there twice.
    """
    path = folder / "import_words.json"
    try:
        text = path.read_text(encoding="utf-8")
        loaded = _ImportWordsSchema().load(json.loads(text))
    except (OSError, ValueError, ValidationError) as problem:
        raise RuleFileError(f"{path.name}: {problem}") from problem
    for group in ("columns", "units"):
        _refuse_repeats(path, loaded[group])
    folding = load_folding()
    prose = ProseReader(
        units=UnitWords(words={key: tuple(words) for key, words in loaded["units"].items()}),
        negotiated=tuple(loaded["negotiated"]),
        percent=tuple(loaded["percent"]),
    )
    return ImportWords(
        version=text_version(loaded["version"], text),
        columns={key: tuple(words) for key, words in loaded["columns"].items()},
        prose=prose,
        fold=lru_cache(_REMEMBERED)(lambda text: folding.fold(text).text.strip()),
    )


def _refuse_repeats(path: Path, words: dict[str, list[str]]) -> None:
    every = [word for group in words.values() for word in group]
    twice = sorted({word for word in every if every.count(word) > 1})
    if twice:
        raise RuleFileError(f"{path.name}: {twice} is there twice")
