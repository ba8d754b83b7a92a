"""How many files each side of a case may enclose; neither takes the room of the other."""

from services.complaints.domain.cases.asking import RESPONDENT
from services.complaints.domain.cases.case import Case
from shared.errors import FieldError
from shared.words import N_

MOST_FILES = 60


def no_room(case: Case, more: int, *, of: str = "") -> FieldError | None:
    """Return that so many more files of a side are too many, None where they are not.

    `of` as in `AttachmentRef`. How many the other side handed in, nobody learns from it.
    """
    side = RESPONDENT if of == RESPONDENT else ""
    there = sum(file.of == side for file in case.attachments)
    if there + more <= MOST_FILES:
        return None
    return FieldError("file", N_("一件最多 %(most)s 份附件"), {"most": MOST_FILES})
