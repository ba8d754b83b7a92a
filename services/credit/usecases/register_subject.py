"""Makes an enterprise known by its code and name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from services.credit.domain.score.pack import RulePack
from services.credit.ports import Ledger, SubjectStore
from services.credit.usecases.project_scores import project_scores
from shared.errors import Invalid
from shared.uscc import problem_with
from shared.words import N_


def register_subject(
    uscc: str,
    name: str,
    *,
    ledger: Ledger,
    subjects: SubjectStore,
    packs: Sequence[RulePack],
    now: datetime,
) -> None:
    """Keep code and name of an enterprise; one that is known keeps what it has.

    Raises:
        Invalid: the code cannot be right.
    """
    problem = problem_with(uscc)
    if problem is not None:
        raise Invalid(N_("统一社会信用代码有误"), errors=[problem])
    if subjects.get(uscc) is not None:
        return
    project_scores([uscc], ledger=ledger, subjects=subjects, packs=packs, now=now)
    known = subjects.get(uscc)
    if known is not None and not known.name:
        subjects.save(replace(known, name=name), [], at=now)
