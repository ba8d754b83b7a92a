"""A reporter adds to an own case instead of filing the same again."""

from dataclasses import replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.attachment import Attachment, ref_of
from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.file_case import REPORTER
from services.complaints.domain.cases.mailbox_message import MailboxMessage
from shared.errors import NotNow
from shared.events.case_events import CaseChanged
from shared.events.envelope import Event
from shared.words import N_

REPORTER_ADDED = "reporter_added"
MOST_ADDED = 50


def reporter_adds(
    case: Case, message: MailboxMessage, text: str, files: list[Attachment], act: Act
) -> tuple[Case, list[Event]]:
    """Return the case with what the reporter added: `text` redacted, as written in `message`.

    It moves no clock.

    Raises:
        NotNow: the case is closed, or much was added already.
    """
    if not case.is_open:
        raise NotNow(N_("这件案件已经办结，不能再补充"))
    if len(case.mailbox) >= MOST_ADDED:
        raise NotNow(N_("补充的次数太多，请联系承办人"))
    after = replace(
        case,
        mailbox=(*case.mailbox, message),
        attachments=(*case.attachments, *(ref_of(file) for file in files)),
        timeline=(*case.timeline, _step(case, text, act)),
        changed_at=act.now,
        version=case.version + 1,
    )
    told = CaseChanged(
        key=case.id,
        version=after.version,
        occurred_at=act.now,
        action=REPORTER_ADDED,
        state=case.state.value,
    )
    return after, [told]


def _step(case: Case, text: str, act: Act) -> Step:
    return Step(
        at=act.now,
        actor=REPORTER,
        actor_name="",
        department=None,
        action=REPORTER_ADDED,
        outcome="done",
        text=text,
        legal=False,
        state=case.state,
    )
