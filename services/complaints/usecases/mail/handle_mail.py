"""What a clerk does with a letter: read it, take it up, put it aside, bring it back."""

from datetime import datetime

from services.complaints.domain.mail.received_mail import (
    KEPT_FOR,
    Aside,
    MailState,
    ReceivedMail,
    brought_back,
    emptied,
    put_aside,
    taken,
)
from services.complaints.ports.attachments import AttachmentStore
from services.complaints.ports.mail import MailStore
from shared.errors import NotFound
from shared.principal import Principal
from shared.words import N_

SHOWN = 200
SWEPT_AT_ONCE = 100
UNKNOWN = N_("没有这封信，或者您没有查看的权限")


def mails_for(clerk: Principal, state: MailState, *, mails: MailStore) -> list[ReceivedMail]:
    """Return the letters in a state that came to the clerk's city, oldest first."""
    return mails.in_state(state, city=clerk.city, most=SHOWN)


def get_mail(mail_id: str, *, clerk: Principal, mails: MailStore) -> ReceivedMail:
    """Return a letter to a clerk of the city it came to.

    Raises:
        NotFound: there is none, or it came to another city.
    """
    mail = mails.get(mail_id)
    if mail is None or (mail.city and clerk.city and mail.city != clerk.city):
        raise NotFound(UNKNOWN)
    return mail


def take_mail(mail_id: str, *, clerk: Principal, over: bool, mails: MailStore) -> ReceivedMail:
    """Return the letter in the clerk's hands; `over` takes it from another clerk.

    Raises:
        NotFound: see `get_mail`.
        NotNow, Conflict: it is closed, somebody else has it, or was quicker.
    """
    mail = get_mail(mail_id, clerk=clerk, mails=mails)
    after = taken(mail, clerk.sub, clerk.name, over=over)
    if after.taken_by != mail.taken_by:
        mails.save(after)
        return after
    return mail


def put_mail_aside(
    mail_id: str, why: Aside, *, clerk: Principal, now: datetime, mails: MailStore
) -> ReceivedMail:
    """Return the letter put aside for a reason.

    Raises:
        NotFound: see `get_mail`.
        NotNow, Conflict: it is closed, somebody else has it, or was quicker.
    """
    after = put_aside(get_mail(mail_id, clerk=clerk, mails=mails), clerk.sub, why, now)
    mails.save(after)
    return after


def bring_mail_back(mail_id: str, *, clerk: Principal, mails: MailStore) -> ReceivedMail:
    """Return a letter that was put aside among those that wait.

    Raises:
        NotFound: see `get_mail`.
        NotNow, Conflict: it was not put aside, nothing is left of it, or somebody was quicker.
    """
    after = brought_back(get_mail(mail_id, clerk=clerk, mails=mails))
    mails.save(after)
    return after


def sweep_mails(*, now: datetime, mails: MailStore, attachments: AttachmentStore) -> int:
    """Empty letters that were put aside 30 days ago; return how many."""
    old = mails.aside_before(now - KEPT_FOR, most=SWEPT_AT_ONCE)
    for mail in old:
        drop_files(mail, attachments)
        mails.save(emptied(mail))
    return len(old)


def drop_files(mail: ReceivedMail, attachments: AttachmentStore) -> None:
    """Delete the letter's own copies of its files."""
    for file in mail.files:
        attachments.drop(file.id)
