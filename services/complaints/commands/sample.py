"""The command that loads the sample cases: `sample DIR`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from services.complaints.adapters.sample_files import Sample, SampleCase, read_sample
from services.complaints.container import Container, build_container
from services.complaints.settings import settings_from_environment
from services.complaints.usecases.cases.load_sample import load_case, load_step
from services.complaints.usecases.cases.meet_staff import meet
from shared.errors import Conflict
from shared.principal import Role

USAGE = "python -m services.complaints sample DIR\n"


def run(arguments: Sequence[str]) -> int:
    """Load the sample cases; DIR is the folder that holds `cases.json` and `tracks.yaml`.

    A case that is there already, or that somebody moved on meanwhile, is left as it stands.
    """
    if len(arguments) != 1:
        sys.stderr.write(USAGE)
        return 2
    sample = read_sample(Path(arguments[0]))
    count = load_sample(sample, build_container(settings_from_environment()))
    print(f"cases: {count}")
    return 0


def load_sample(sample: Sample, c: Container) -> int:
    """Tell every sample case its story at its own times; return how many there are."""
    for officer in sample.officers:
        if officer.role is Role.OFFICER:
            meet(officer, now=c.now(), staff=c.cases.staff)
    for case in sample.cases:
        _tell(case, c)
    return len(sample.cases)


def _tell(case: SampleCase, c: Container) -> None:
    ports, rules = c.cases, c.rules
    ids = load_case(case.complaint, key=case.key, filed_at=case.filed_at, ports=ports, rules=rules)
    stuck = set[str]()
    for step in case.steps:
        case_id = ids[step.track]
        if case_id in stuck:
            continue
        try:
            load_step(case_id, step.form, by=step.by, at=step.at, ports=ports, rules=rules)
        except Conflict as conflict:
            stuck.add(case_id)
            why = conflict.detail % conflict.params
            sys.stderr.write(f"{case_id} is left as it stands: {why}\n")
