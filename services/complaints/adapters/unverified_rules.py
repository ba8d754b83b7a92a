"""Finds every rule below `rules/` that is marked as not verified, whatever its kind."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from services.complaints.adapters.rule_rows import RULES
from services.complaints.adapters.rule_text import SUFFIXES, parse_rules
from services.complaints.domain.catalogue.reasons import UNIT_WORDS
from services.complaints.domain.rules.unverified import UnverifiedRule

_SAMPLES = "sample"
_IDS = ("id", "code", "year", "key")
_NAMES = ("item", "name", "zh", "whole", "title", "measure", "matter", "text")
_DETAILS = ("sub_item", "condition", "limit", "days", "share", "volume_m3", "parts", "words")


@cache
def unverified_rules(folder: Path = RULES) -> tuple[UnverifiedRule, ...]:
    """Return the rules that are not verified, file by file; made-up samples are left out."""
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES)
    paths = (path for path in files if _SAMPLES not in path.parts)
    return tuple(rule for path in paths for rule in _in_file(path, folder))


def _in_file(path: Path, folder: Path) -> Iterator[UnverifiedRule]:
    file = path.relative_to(folder)
    document = parse_rules(path)
    for place, rule in _unverified(document, "", {}):
        yield UnverifiedRule(
            area=file.parts[0],
            file=file.as_posix(),
            place=place.removeprefix("."),
            id=str(next((rule[key] for key in _IDS if rule.get(key)), "")),
            name=_chinese(next((rule[key] for key in _NAMES if rule.get(key)), "")),
            detail=_detail(rule),
            effective_from=_day(rule.get("effective_from")),
            effective_to=_day(rule.get("effective_to")),
            basis_kind=str(rule.get("basis_kind", "")),
            basis=_chinese(rule.get("basis", "")),
            source=_chinese(rule.get("source", "")),
        )


def _unverified(
    value: Any, place: str, above: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each unverified rule, completed by what stands above it."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from _unverified(each, f"{place}[{index}]", above)
    elif isinstance(value, dict):
        here = {**above, **value}
        if value.get("verified") is False:
            yield place, here
        kept = {key: each for key, each in here.items() if not isinstance(each, list)}
        for key, each in value.items():
            yield from _unverified(each, f"{place}.{key}", kept)


def _detail(rule: Mapping[str, Any]) -> str:
    said = [_chinese(rule[key]) for key in _DETAILS if rule.get(key)]
    if rule.get("price_max") is not None:
        unit = UNIT_WORDS.get(str(rule.get("unit")), str(rule.get("unit")))
        said.append(f"{rule['price_max']} 元/{unit}")
    return "；".join(each for each in said if each)


def _chinese(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("zh", ""))
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    return str(value)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
