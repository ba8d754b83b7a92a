"""Rule files with one thing wrong in them: read, or refused in words that name the file."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from marshmallow import ValidationError

from services.complaints.adapters.rule_files_bill_words import load_bill_words
from services.complaints.adapters.rule_files_cases import CASE_RULES, load_tracks
from services.complaints.adapters.rule_files_catalogue import CATALOGUE_RULES, load_catalogue
from services.complaints.adapters.rule_files_categories import load_categories
from services.complaints.adapters.rule_files_clearance import load_clearance
from services.complaints.adapters.rule_files_clocks import (
    CLOCK_RULES,
    load_calendar,
    load_hours,
    load_limits,
    load_rungs,
)
from services.complaints.adapters.rule_files_commitments import COMMITMENT_RULES, load_commitments
from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.adapters.rule_files_imports import load_import_words
from services.complaints.adapters.rule_files_parties import PARTY_RULES, load_party_rules
from services.complaints.adapters.rule_files_tickets import load_ticket_rules
from services.complaints.adapters.rule_rows import RuleFileError
from services.complaints.adapters.rule_text import parse_rules
from services.complaints.domain.parties.party_rules import PartyRules
from services.credit.adapters.gate_rule_files import GATE_FOLDER, load_gate_rules
from services.credit.adapters.receiver_files import RECEIVERS_FILE, load_receivers
from services.credit.adapters.rule_pack_files import PACKS_FOLDER, load_rule_packs
from services.notify.adapters.rule_files import SERVICE, RulesWrong, load_rules
from services.notify.domain.messages.template import TemplateWrong
from tests.fuzz.effort import effort
from tests.fuzz.parsers.anything import JSON, TYPED

# Of a list of the catalogue: its rows have one shape, and it is read for each example.
MOST_ROWS = 3
GONE = object()
HALVES = st.sampled_from(["\ud800", "\0", "9" * 5000, -1, 2**70, "2026-02-30", "0000-01-01", True])
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Files:
    """A folder of rules, the files in it that are altered, and how it is read."""

    name: str
    origin: Path
    pattern: str
    load: Callable[[Path], object]
    refusals: tuple[type[Exception], ...] = (RuleFileError,)


FEE_NAMES, IMPORT_WORDS = "fee_names.json", "import_words.json"
BILL_WORDS, CATEGORIES, TICKETS = "bill_words.json", "categories.yaml", "tickets.json"
OF_OTHERS = {  # in the same folder, read by another
    "catalogue": {FEE_NAMES, IMPORT_WORDS, BILL_WORDS},
    "tracks": {CATEGORIES, TICKETS},
    "commitments": {"basket.json", "clearance.json", "ports.json", "survey.json"},
}


@cache
def own_parties() -> PartyRules:
    return load_party_rules()


def promises(folder: Path) -> object:
    return load_commitments(own_parties(), folder)


FILES = (
    Files("catalogue", CATALOGUE_RULES, "**/*.json", partial(load_catalogue, sample=True)),
    Files("fee names", CATALOGUE_RULES, FEE_NAMES, load_fee_names),
    Files("import words", CATALOGUE_RULES, IMPORT_WORDS, load_import_words),
    Files("calendars", CLOCK_RULES, "calendars/*.json", load_calendar),
    Files("limits", CLOCK_RULES, "limits/*.json", load_limits),
    Files("hours", CLOCK_RULES, "office_hours.json", load_hours),
    Files("rungs", CLOCK_RULES, "supervision.json", load_rungs),
    Files("commitments", COMMITMENT_RULES, "*.json", promises),
    Files("clearance", COMMITMENT_RULES, "clearance.json", load_clearance),
    Files("parties", PARTY_RULES, "*.json", load_party_rules),
    Files("tracks", CASE_RULES, "**/*.*", load_tracks),
    Files("categories", CASE_RULES, CATEGORIES, load_categories),
    Files("tickets", CASE_RULES, TICKETS, lambda at: load_ticket_rules(at / TICKETS)),
    Files("bill words", CATALOGUE_RULES, BILL_WORDS, load_bill_words),
    Files("packs", PACKS_FOLDER, "*.json", load_rule_packs, (ValidationError,)),
    Files(
        "receivers",
        RECEIVERS_FILE.parent,
        "*.json",
        lambda folder: load_receivers(folder / RECEIVERS_FILE.name),
        (ValidationError,),
    ),
    Files("gate", GATE_FOLDER, "*.json", load_gate_rules, (ValidationError,)),
    Files(
        "plans",
        SERVICE,
        "rules/*/*.json",
        load_rules,
        (RulesWrong, TemplateWrong),
    ),
)


def places(value: Any, place: Place = ()) -> Iterator[Place]:
    """Yield the way to each value inside a document."""
    if place:
        yield place
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in inner:
            yield from places(each, (*place, key))


def places_of(kept: dict[Path, Any], path: Path) -> list[Place]:
    if path not in PLACES:
        PLACES[path] = list(places(kept[path]))
    return PLACES[path]


def altered(document: Any, place: Place, value: Any) -> str:
    """Return the document as text with one value in the place of another, or without it."""
    changed = json.loads(json.dumps(document))
    inner = changed
    for step in place[:-1]:
        inner = inner[step]
    if value is GONE:
        inner.pop(place[-1])
    else:
        inner[place[-1]] = value
    return json.dumps(changed)


def documents(files: Files, folder: Path) -> dict[Path, Any]:
    """Return the documents of a copy that are altered, the catalogue's lists with a few rows."""
    found = {}
    for path in sorted(folder.glob(files.pattern)):
        if path.name in OF_OTHERS.get(files.name, ()):
            continue
        document = parse_rules(path)
        if files.name == "catalogue":
            document |= {k: v[:MOST_ROWS] for k, v in document.items() if isinstance(v, list)}
            path.write_text(json.dumps(document), encoding="utf-8")
        found[path] = document
    return found


@pytest.fixture(params=FILES, ids=lambda files: files.name)
def files(request) -> Files:
    chosen: Files = request.param
    return chosen


@effort(100)
@given(data=st.data(), value=JSON | TYPED | HALVES | st.just(GONE))
def test_a_rule_file_with_one_wrong_value_is_read_or_refused_by_name(
    files, tmp_path_factory, data, value
):
    folder, kept = copied(files, tmp_path_factory)
    path = data.draw(st.sampled_from(sorted(kept)))
    place = data.draw(st.sampled_from(places_of(kept, path)))
    path.write_text(altered(kept[path], place, value), encoding="utf-8")
    try:
        files.load(folder)
    except files.refusals as refused:
        assert str(refused)
    finally:
        path.write_text(json.dumps(kept[path]), encoding="utf-8")


@effort(40)
@given(data=st.data(), text=st.binary(max_size=60) | JSON.map(lambda v: json.dumps(v).encode()))
def test_a_rule_file_that_is_none_is_refused(files, tmp_path_factory, data, text):
    assume(text.strip() != b"[]")  # no plan and no silence is a plan too
    folder, kept = copied(files, tmp_path_factory)
    path = data.draw(st.sampled_from(sorted(kept)))
    path.write_bytes(text)
    try:
        with pytest.raises(files.refusals):
            files.load(folder)
    finally:
        path.write_text(json.dumps(kept[path]), encoding="utf-8")


PLACES: dict[Path, list[Place]] = {}
COPIES: dict[str, tuple[Path, dict[Path, Any]]] = {}


def copied(files: Files, tmp_path_factory) -> tuple[Path, dict[Path, Any]]:
    """Return a folder with a copy of the files, made once, and what is in it."""
    if files.name not in COPIES:
        folder = tmp_path_factory.mktemp(files.name) / "rules"
        shutil.copytree(files.origin, folder)
        COPIES[files.name] = folder, documents(files, folder)
    return COPIES[files.name]
