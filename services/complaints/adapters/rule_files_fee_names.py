"""Loads the dictionary of fee names from `rules/catalogue/`."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

from services.complaints.adapters.character_map import load_folding
from services.complaints.adapters.rule_files_catalogue import CATALOGUE_RULES, load_names
from services.complaints.adapters.rule_rows import DatedRowSchema, RuleFileError, text_version
from services.complaints.domain.catalogue.fee_names.dictionary import FeeDictionary, NameClash
from services.complaints.domain.catalogue.fee_names.fee_name import FeeName, Wording
from services.complaints.domain.catalogue.names import Names

_FILE = "fee_names.json"
_REMEMBERED = 8192


def _words() -> Any:
    return fields.List(fields.String(validate=validate.Length(min=1)), required=True)


class _NoiseSchema(Schema):
    places = _words()
    lines = _words()
    words = _words()


class _AmbiguousSchema(Schema):
    name = fields.String(required=True)
    may_mean = _words()


class _ThresholdSchema(Schema):
    similar = fields.Float(required=True, validate=validate.Range(min=0.5, max=1))
    shortest = fields.Integer(required=True, validate=validate.Range(min=3))


class _FeeNameSchema(Schema):
    class Meta:
        """An unknown key is an error: it is a slip of the pen."""

        unknown = RAISE

    item = fields.String(required=True, validate=validate.Length(min=1))
    en = fields.String(required=True, validate=validate.Length(min=1))
    also = _words()
    surcharge = fields.Boolean(load_default=False)
    of = fields.String(load_default="")
    as_written = fields.Boolean(load_default=False)

    @post_load
    def _name(self, data: dict[str, Any], **_: Any) -> FeeName:
        return FeeName(**{**data, "also": tuple(data["also"])})


class _DictionarySchema(DatedRowSchema):
    version = fields.String(required=True)
    thresholds = fields.Nested(_ThresholdSchema, required=True)
    too_general = _words()
    ambiguous = fields.List(fields.Nested(_AmbiguousSchema), required=True)
    not_charges = _words()
    noise = fields.Nested(_NoiseSchema, required=True)
    neutral_endings = _words()
    neutral_words = _words()
    decisive = fields.String(required=True)
    changes_meaning = _words()
    names = fields.List(fields.Nested(_FeeNameSchema), required=True)


def load_fee_names(folder: Path = CATALOGUE_RULES) -> FeeDictionary:
    """Return the dictionary: its own names and those of the charge check.

    Raises:
        RuleFileError: the file does not fit, or one name stands for two fees.
    """
    path = folder / _FILE
    try:
        text = path.read_text(encoding="utf-8")
        loaded = _DictionarySchema().load(json.loads(text))
        names = load_names(folder)
        loaded["version"] = text_version(loaded["version"], text, repr(names.items))
        return _checked(_dictionary(loaded, names))
    except (OSError, ValueError, ValidationError) as problem:
        raise RuleFileError(f"{path.name}: {problem}") from problem


def _checked(names: FeeDictionary) -> FeeDictionary:
    clash = set(names.by_key) & (
        names.general_keys | names.outside_keys | set(names.ambiguous_keys)
    )
    if clash:
        raise NameClash(f"a fee and no fee at once: {sorted(clash)}")
    return names


def _dictionary(loaded: dict[str, Any], priced: Names) -> FeeDictionary:
    folding, more = load_folding(), str.maketrans(dict(priced.simplified))
    return FeeDictionary(
        version=loaded["version"],
        names=_joined(loaded, priced),
        wording=_wording(loaded),
        fold=lru_cache(_REMEMBERED)(lambda text: folding.fold(text).text.translate(more)),
        threshold=loaded["thresholds"]["similar"],
        shortest=loaded["thresholds"]["shortest"],
    )


def _joined(loaded: dict[str, Any], priced: Names) -> tuple[FeeName, ...]:
    """Return the dictionary's names with those the charge check knows beside them.

    What the charge check may take for one fee, knowing the bill, can be ambiguous by its name.
    """
    own: list[FeeName] = loaded["names"]
    several = {each["name"] for each in loaded["ambiguous"]}
    items = {each.item for each in own}
    synonyms = tuple(
        FeeName(
            item=each.zh, en=each.en, also=tuple(one for one in each.synonyms if one not in several)
        )
        for each in priced.items
    )
    return (*own, *(each for each in synonyms if each.also or each.item not in items))


def _wording(loaded: dict[str, Any]) -> Wording:
    noise = loaded["noise"]
    return Wording(
        too_general=tuple(loaded["too_general"]),
        ambiguous={each["name"]: tuple(each["may_mean"]) for each in loaded["ambiguous"]},
        not_charges=tuple(loaded["not_charges"]),
        places=tuple(noise["places"]),
        lines=tuple(noise["lines"]),
        words=tuple(noise["words"]),
        endings=tuple(sorted(loaded["neutral_endings"], key=len, reverse=True)),
        neutral=frozenset(loaded["neutral_words"]),
        decisive=frozenset(loaded["decisive"]),
        changes=tuple(loaded["changes_meaning"]),
    )
