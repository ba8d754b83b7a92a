"""The sample cases of all tracks load whole, and a load that was cut short goes on where it was."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from services.complaints.adapters.sample_files import read_sample
from services.complaints.commands.sample import load_sample
from services.complaints.container import build_container
from shared.errors import Invalid
from shared.local.sign_in.people import load_groups
from tests.complaints import NOW, SETTINGS, ports_over, rules

pytestmark = pytest.mark.engines
FOLDER = Path(__file__).parents[3] / "shared" / "local" / "sample" / "complaints"
BY_HAND = "sample-t"


@pytest.fixture
def sample():
    whole = read_sample(FOLDER)
    return replace(whole, cases=tuple(c for c in whole.cases if c.key.startswith(BY_HAND)))


def test_every_step_is_taken_once_and_each_track_has_open_and_closed_cases(
    sample, mongo_database, capsys
):
    ports_over(mongo_database)
    container = build_container(SETTINGS, database=mongo_database, now=lambda: NOW)
    c = replace(container, rules=rules())
    half = replace(sample, cases=sample.cases[: len(sample.cases) // 2])
    for told in (half, sample):
        load_sample(told, c)
    assert capsys.readouterr().err == ""
    ids = [each["_id"] for each in mongo_database["cases"].aggregate([{"$project": {"_id": 1}}])]
    cases = [case for case in map(c.cases.cases.get, ids) if case]
    assert {case.track for case in cases if case.is_open} == set(c.rules.tracks)
    assert {case.track for case in cases if not case.is_open} == set(c.rules.tracks)
    taken = Counter(s.actor for case in cases for s in case.timeline)
    written = Counter(step.by.sub for case in sample.cases for step in case.steps)
    assert {who: taken[who] for who in written} == written


def test_whoever_takes_a_step_can_sign_in(sample):
    people = {person.sub: person for group in load_groups() for person in group.people}
    for officer in sample.officers:
        person = people[officer.sub]
        assert (person.role, person.department) == (officer.role, officer.department)


def test_a_reporter_nobody_knows_is_named_with_the_file(tmp_path):
    (tmp_path / "cases.json").write_text('{"officers": [], "cases": []}')
    told = "officers: []\ncases: [{reporter: nobody, respondent: none, filed_at: 2026-01-05 09:00}]"
    (tmp_path / "tracks.yaml").write_text(told)
    with pytest.raises(Invalid) as error:
        read_sample(tmp_path)
    assert "tracks.yaml" in str(error.value.params["problem"])
