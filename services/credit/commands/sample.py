"""The command that loads the sample data: `sample DIR`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from services.credit.adapters.sample_files import read_sample_documents, read_sample_subjects
from services.credit.container import Container, build_container
from services.credit.settings import settings_from_environment
from services.credit.usecases.append_documents import append_documents
from services.credit.usecases.project_scores import project_scores
from services.credit.usecases.register_subject import register_subject

USAGE = "python -m services.credit sample DIR\n"


def sample(arguments: Sequence[str]) -> int:
    """Load enterprises and documents; DIR holds `subjects.json` and `documents.json`."""
    if len(arguments) != 1:
        sys.stderr.write(USAGE)
        return 2
    load(build_container(settings_from_environment()), Path(arguments[0]))
    return 0


def load(c: Container, folder: Path) -> None:
    """Load the sample, each document as of the instant it names; a second time changes nothing."""
    subjects = read_sample_subjects(folder / "subjects.json")
    for subject in subjects:
        register_subject(
            subject.uscc,
            subject.name,
            ledger=c.ledger,
            subjects=c.subjects,
            packs=c.packs,
            now=c.now(),
        )
    documents = read_sample_documents(folder / "documents.json")
    entered = 0
    for document in documents:
        entered += len(
            append_documents(
                [document.event],
                ledger=c.ledger,
                subjects=c.subjects,
                packs=c.packs,
                now=document.recorded_at,
            )
        )
    touched = list(dict.fromkeys(document.event.subject for document in documents))
    project_scores(touched, ledger=c.ledger, subjects=c.subjects, packs=c.packs, now=c.now())
    print(f"enterprises: {len(subjects)}, ledger entries: {entered}")
