"""Each side of a case has room for files of its own."""

from dataclasses import replace

import pytest

from services.complaints.domain.cases.enclosed import AttachmentRef
from services.complaints.domain.cases.mailbox import Words, reporter_writes
from services.complaints.domain.cases.room_for_files import MOST_FILES, no_room
from shared.errors import Invalid
from tests.complaints import a_case, an_act

SIDES = ("", "respondent")


def files(count: int, of: str) -> tuple[AttachmentRef, ...]:
    return tuple(
        AttachmentRef(id=f"{of}{n}", type="image/png", size=9, sha256="x", of=of)
        for n in range(count)
    )


@pytest.mark.parametrize("side", SIDES)
def test_the_files_of_one_side_leave_the_other_all_its_room(side):
    other = next(each for each in SIDES if each != side)
    case = replace(a_case(), attachments=files(MOST_FILES, side))
    assert no_room(case, MOST_FILES, of=other) is None
    assert no_room(case, 1, of=side) is not None


def test_an_anonymous_reporter_hands_in_files_whatever_the_respondent_handed_in():
    case = a_case(channel="anonymous", real_name=False, reporter_key=None, receipt="d" * 64)
    case = replace(case, attachments=files(MOST_FILES, "respondent"))
    words = Words(id="m1", sealed=b"sealed", files=files(1, ""))
    after, _ = reporter_writes(case, words, an_act(case, None))
    assert len(after.attachments) == MOST_FILES + 1
    with pytest.raises(Invalid):
        reporter_writes(after, replace(words, files=files(MOST_FILES, "")), an_act(case, None))
