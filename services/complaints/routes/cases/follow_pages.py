"""Following an anonymous report: its receipt opens the mailbox, and is in no address and no log."""

from typing import Any, cast

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.domain.cases.allowance import Turn
from services.complaints.domain.cases.attachment import NewFile
from services.complaints.routes import container
from services.complaints.routes.cases.asking_address import asking_address
from services.complaints.routes.cases.filing_uploads import (
    MOST_FILES,
    handed_files,
    without_name,
)
from services.complaints.routes.cases.mailbox_session import (
    MAILBOX,
    OpenMailbox,
    close,
    keep_open,
    open_mailbox,
    opened_now,
)
from services.complaints.routes.cases.mine_view import case_values
from services.complaints.usecases.cases.anonymous.open_mailbox import (
    case_of_receipt,
    look_into_mailbox,
    opened_messages,
)
from services.complaints.usecases.cases.anonymous.turns import give_turn_back, take_turn
from services.complaints.usecases.cases.anonymous.write_message import Message, write_as_reporter
from shared.errors import AppError, Conflict, FieldError, Invalid, NotFound, TooLarge, TooMany
from shared.web.access import access, anonymous
from shared.web.forms import FormErrors, posted_key
from shared.web.page_answers import page_answer, see_other
from shared.words import N_

follow_pages = Blueprint("follow_pages", __name__, url_prefix="/complaints/follow")
FIRST_NAMES = 1


@follow_pages.get("")
@access(anonymous)
def ask_receipt() -> ResponseReturnValue:
    """Ask for the receipt."""
    return _asking()


@follow_pages.post("")
@access(anonymous)
def open_by_receipt() -> ResponseReturnValue:
    """Open the mailbox of a receipt; all wrong ones are answered alike."""
    c, address = container(), asking_address()
    try:
        take_turn(Turn.RECEIPT, address, now=c.now(), turns=c.turns)
        case = case_of_receipt(request.form.get("receipt", ""), ports=c.cases)
    except (Invalid, TooMany) as error:
        return _refused_receipt(error)
    give_turn_back(Turn.RECEIPT, address, now=c.now(), turns=c.turns)
    mailbox = opened_now(case.id)
    if text := request.form.get("text", ""):
        return _mailbox(mailbox, typed=text)
    return keep_open(see_other(MAILBOX), mailbox)


@follow_pages.get("/mailbox")
@access(anonymous)
def show_mailbox() -> ResponseReturnValue:
    """Show state, dates and words of the one case whose mailbox is open."""
    mailbox = open_mailbox()
    return _mailbox(mailbox) if mailbox else see_other("/complaints/follow")


@follow_pages.post("/mailbox")
@access(anonymous)
def write() -> ResponseReturnValue:
    """Leave words or files, once per form; a mailbox that closed meanwhile is asked for again."""
    mailbox, text = open_mailbox(), request.form.get("text", "").replace("\r\n", "\n")
    if mailbox is None:
        return _asking(typed=text, late=True), 422
    mailbox.check_form()
    c = container()
    try:
        take_turn(Turn.MESSAGE, asking_address(), now=c.now(), turns=c.turns)
        message = Message(case_id=mailbox.case_id, text=text, key=posted_key(), files=_files())
        write_as_reporter(message, now=c.now(), ports=c.cases, rules=c.rules)
    except (Invalid, TooLarge, TooMany, Conflict) as error:
        return _mailbox(mailbox, typed=text, error=error)
    return keep_open(see_other(f"{MAILBOX}#messages"), mailbox)


@follow_pages.post("/leave")
@access(anonymous)
def leave() -> ResponseReturnValue:
    """Close the mailbox."""
    return close(see_other("/complaints/follow"))


def _files() -> list[tuple[NewFile, Any]]:
    """Return the files of the form under names that tell nothing, each counted."""
    c, handed = container(), handed_files()
    if len(handed) > MOST_FILES:
        raise Invalid(N_("一件投诉最多附 20 个文件"))
    for _ in handed:
        take_turn(Turn.UPLOAD, asking_address(), now=c.now(), turns=c.turns)
    named = (NewFile(id=c.new_id(), name=file.filename or "") for file in handed)
    return [
        (without_name(new, number), cast(Any, file.stream))
        for number, (new, file) in enumerate(zip(named, handed, strict=True), start=FIRST_NAMES)
    ]


def _mailbox(mailbox: OpenMailbox, *, typed: str = "", error: AppError | None = None) -> Response:
    c = container()
    try:
        case = look_into_mailbox(mailbox.case_id, now=c.now(), ports=c.cases, rules=c.rules)
    except NotFound:
        return close(see_other("/complaints/follow"))
    page = render_template(
        "cases/anonymous/mailbox.html",
        messages=opened_messages(case, vault=c.cases.vault),
        typed=typed,
        errors=FormErrors.of_error(error) if error else None,
        token=mailbox.form_token,
        steps_address=f"{MAILBOX}/steps",
        linked_address=f"{MAILBOX}/cases",
        **case_values(case, c),
    )
    return keep_open(page_answer(page, error), mailbox)


def _asking(*, typed: str = "", late: bool = False, error: AppError | None = None) -> str:
    errors = FormErrors.of_error(error) if error else None
    return render_template("cases/anonymous/follow.html", errors=errors, typed=typed, late=late)


def _refused_receipt(error: Invalid | TooMany) -> Response:
    said = error
    if isinstance(error, TooMany):
        field = FieldError("receipt", error.detail, error.params)
        said = Invalid(error.detail, errors=[field])
    return page_answer(_asking(typed=request.form.get("text", ""), error=said), error)
