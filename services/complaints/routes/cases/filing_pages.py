"""The pages on which an enterprise files a complaint, in five steps; every step is kept."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.routes import container
from services.complaints.routes.cases.filing_change import (
    Overtaken,
    posted_of,
    put_on,
    seen_version,
)
from services.complaints.routes.cases.filing_conflict import Difference, differences
from services.complaints.routes.cases.filing_drafts import begun, begun_or_new, change
from services.complaints.routes.cases.filing_flow import following
from services.complaints.routes.cases.filing_form import (
    Filing,
    command_of_filing,
    problems_of,
    problems_of_step,
)
from services.complaints.routes.cases.filing_uploads import stored_files
from services.complaints.routes.cases.filing_view import values_of
from services.complaints.routes.cases.filing_way import way_of
from services.complaints.routes.catalogue.bill_complaint import held
from services.complaints.usecases.cases.drafts import discard_draft
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.join_case import JoinCase, join_case
from services.complaints.usecases.cases.own_keys import person_key
from services.complaints.usecases.mail.register_mail import MailRegistration, register_mail
from shared.errors import Conflict, FieldError, Invalid, NotNow, TooLarge
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors
from shared.web.identity import require_principal
from shared.web.language import say
from shared.words import N_

FILERS = roles(Role.ENTERPRISE, Role.CLERK)
filing_pages = Blueprint("filing_pages", __name__, url_prefix="/complaints/file")


@filing_pages.get("")
@access(FILERS)
def begin() -> ResponseReturnValue:
    """Show the first step; a checked charge comes along in the query, a checked bill is held."""
    person = require_principal()
    checked = {path: text for path, text in request.args.items() if path.startswith("lines.")}
    own = {} if _is_clerk() else {"reporter.email": person.email or ""}
    known = {"city": person.city or "", **own}
    if secret := request.args.get("bill"):
        checked = held(secret)
    elif body := checked.get("lines.0.body"):
        known["respondent.name"] = body
    return _page("matter", Filing(id=container().new_id()).brought({**known, **checked}))


@filing_pages.get("/<draft_id>/<any(matter, respondent, lines, evidence, agree, review):step>")
@access(FILERS)
def show_step(draft_id: str, step: str) -> ResponseReturnValue:
    """Show a step of a complaint begun."""
    filing = begun(draft_id)
    if filing.case_id:
        return _receipt(filing.case_id)
    errors = _all_problems(filing) if step == "review" else []
    return _page(step, filing, errors=errors)


@filing_pages.post("/<draft_id>/<any(matter, respondent, lines, evidence, agree):step>")
@access(FILERS)
def save_step(draft_id: str, step: str) -> ResponseReturnValue:
    """Keep what was typed, then do what the button says."""
    filing = begun_or_new(draft_id, step)
    posted = posted_of(step, request.form)
    try:
        filing = change(filing, lambda kept: put_on(kept, posted))
    except Overtaken as overtaken:
        found = differences(step, overtaken.theirs, overtaken.mine, container())
        mine = replace(overtaken.mine, version=overtaken.theirs.version)
        return _page(step, mine, overtaken=found), Conflict.status
    if filing.case_id:
        flash(say(N_("这件投诉已经提交，刚才填写的没有改动它。")))
        return _receipt(filing.case_id)
    if step == "evidence":
        try:
            filing = _with_uploads(filing)
        except (Invalid, TooLarge) as error:
            refused = FieldError("file", error.detail, error.params)
            return _page(step, filing, errors=[refused]), error.status
    return _onward(step, filing, posted.word, posted.which)


@filing_pages.post("/<draft_id>/review")
@access(FILERS)
def submit(draft_id: str) -> ResponseReturnValue:
    """File the complaint; the draft's id is its key, so a double click files once."""
    filing = begun(draft_id)
    if filing.case_id:
        return _receipt(filing.case_id)
    if filing.version != seen_version(request.form):
        moved = FieldError("", N_("内容在另一个窗口改过了。请再核对一遍，然后提交。"))
        return _page("review", filing, errors=[moved]), Conflict.status
    errors = _all_problems(filing)
    if errors:
        return _page("review", filing, errors=errors), 422
    command = command_of_filing(filing, require_principal())
    try:
        case = _handed_in(command, draft_id)
    except Invalid as error:
        said = list(error.errors) or [FieldError("", error.detail, error.params)]
        return _page("review", filing, errors=said), 422
    change(filing, lambda _: Filing(id=draft_id, case_id=case.id))
    return _receipt(case.id)


def _handed_in(command: FileComplaint, draft_id: str) -> Case:
    """Return the case of a draft; that of a letter is made once, whoever registers it."""
    c, key = container(), f"draft-{draft_id}"
    mail = c.cases.mails.get(draft_id) if _is_clerk() else None
    if mail is not None:
        asked = MailRegistration(mail=mail, complaint=command, key=key)
        return register_mail(asked, now=c.now(), ports=c.cases, rules=c.rules)
    return file_complaint(command, key=key, now=c.now(), ports=c.cases, rules=c.rules)


@filing_pages.post("/<draft_id>/join")
@access(roles(Role.ENTERPRISE))
def join(draft_id: str) -> ResponseReturnValue:
    """Put the complaint into an own case instead of filing it; once per draft."""
    filing, c, person = begun(draft_id), container(), require_principal()
    if filing.case_id:
        return _receipt(filing.case_id)
    try:
        wanted = JoinCase(
            case_id=request.form.get("case", ""),
            complaint=command_of_filing(filing, person),
            key=f"draft-{draft_id}",
        )
        case = join_case(wanted, principal=person, now=c.now(), ports=c.cases, rules=c.rules)
    except (Invalid, NotNow) as error:
        said = list(error.errors) or [FieldError("", error.detail, error.params)]
        return _page("review", filing, errors=said), error.status
    change(filing, lambda _: Filing(id=draft_id, case_id=case.id))
    flash(say(N_("已并入 %(case)s，没有另立一件。"), {"case": case.id}))
    return redirect(url_for("mine_pages.show_case", case_id=case.id), code=303)


@filing_pages.post("/<draft_id>/discard")
@access(FILERS)
def discard(draft_id: str) -> ResponseReturnValue:
    """Drop a complaint begun."""
    discard_draft(draft_id, principal=require_principal(), ports=container().cases)
    return redirect(_home(), code=303)


def _onward(step: str, filing: Filing, word: str, which: str) -> ResponseReturnValue:
    if word == "later":
        return redirect(_home(), code=303)
    then = following(step, filing, word, which, problems=lambda: _problems(step, filing))
    if then.errors or then.open_at >= 0:
        page = _page(then.step, filing, errors=then.errors, open_at=then.open_at)
        return page, then.status
    return _to(then.step, filing)


def _problems(step: str, filing: Filing) -> list[FieldError]:
    c = container()
    return problems_of_step(step, filing, require_principal(), rules=c.rules, now=c.now())


def _all_problems(filing: Filing) -> list[FieldError]:
    c = container()
    return problems_of(filing, require_principal(), rules=c.rules, now=c.now())


def _with_uploads(filing: Filing) -> Filing:
    """Return the complaint with the files that came along, kept with what others added."""
    owner = person_key(require_principal().sub, container().cases.blind)
    taken = stored_files(filing, owner, named=True)
    if not taken:
        return filing
    return change(filing, lambda kept: replace(kept, files=(*kept.files, *taken)))


def _to(step: str, filing: Filing) -> ResponseReturnValue:
    address = url_for("filing_pages.show_step", draft_id=filing.id, step=step)
    return redirect(address, code=303)


def _receipt(case_id: str) -> ResponseReturnValue:
    page = "register_pages.show" if _is_clerk() else "mine_pages.show_receipt"
    return redirect(url_for(page, case_id=case_id), code=303)


def _home() -> str:
    """Return the address of the person's drafts."""
    return url_for("register_pages.show_desk" if _is_clerk() else "mine_pages.show_mine")


def _is_clerk() -> bool:
    return require_principal().role is Role.CLERK


def _page(
    step: str,
    filing: Filing,
    *,
    errors: Sequence[FieldError] = (),
    overtaken: Sequence[Difference] = (),
    open_at: int = -1,
) -> str:
    way = way_of(require_principal(), filing)
    values = values_of(step, filing, way, container(), errors=errors, open_at=open_at)
    return render_template(
        f"cases/portal/{step}.html",
        filing=filing,
        errors=FormErrors(errors),
        overtaken=overtaken,
        **values,
    )
