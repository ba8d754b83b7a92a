"""The draft a clerk makes of a letter: what it says, already in the form of registration."""

from services.complaints.domain.mail.received_mail import ReceivedMail
from services.complaints.routes import container
from services.complaints.routes.cases.filing_form import Filing, UploadedFile, write_filing
from services.complaints.usecases.cases.drafts import get_draft, save_draft
from services.complaints.usecases.mail.register_mail import own_copies
from shared.errors import NotFound
from shared.principal import Principal

CHANNEL = "mailbox"


def draft_of_mail(mail: ReceivedMail, clerk: Principal) -> str:
    """Return the id of the clerk's draft of a letter, which is begun where there is none.

    Its files are uploads of the clerk from now on, to be handed in within 23 hours like others.
    """
    c = container()
    try:
        get_draft(mail.id, principal=clerk, now=c.now(), ports=c.cases)
    except NotFound:
        filing = _filing(mail, clerk)
        save_draft(
            mail.id,
            write_filing(filing),
            over=0,
            principal=clerk,
            now=c.now(),
            ports=c.cases,
        )
    return mail.id


def _filing(mail: ReceivedMail, clerk: Principal) -> Filing:
    c, said = container(), mail.said
    new_ids = [c.new_id() for _ in mail.files]
    copies = own_copies(mail, clerk=clerk, now=c.now(), new_ids=new_ids, ports=c.cases)
    told = {
        "city": mail.city or clerk.city or "",
        "channel": CHANNEL,
        "narrative": "\n\n".join(each for each in (said.subject, said.text) if each),
        "reporter.name": said.sender_name,
        "reporter.email": said.sender,
    }
    return Filing(
        id=mail.id,
        fields={path: text for path, text in told.items() if text},
        files=tuple(UploadedFile(id=file.id, name=name, size=file.size) for file, name in copies),
    )
