"""The ledger and its entries."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.credit.container import Container
from services.credit.domain.ledger.chain import Verdict, digest, record_of
from services.credit.domain.ledger.entry import Entry
from services.credit.domain.score.choice import pack_on
from services.credit.domain.score.deductions import period_for
from services.credit.routes import container, labels
from services.credit.usecases.log_look import log_daily_looks, log_look
from services.credit.usecases.verify_ledger import verify_ledger
from shared.clock import local_date
from shared.errors import NotFound
from shared.principal import Principal, Role
from shared.web.access import access, roles
from shared.web.identity import require_principal
from shared.words import N_

KEEPERS = roles(Role.CREDIT_OFFICER, Role.AUDITOR)
PAGE = 50
_LAST = 10**9

ledger_pages = Blueprint("ledger_pages", __name__, url_prefix="/credit")


@ledger_pages.get("/ledger")
@access(KEEPERS)
def show_ledger() -> ResponseReturnValue:
    """Show the newest entries, or those before a number."""
    return _ledger_page(container(), verdict=None)


@ledger_pages.post("/ledger")
@access(KEEPERS)
def check_ledger() -> ResponseReturnValue:
    """Walk the whole chain and show how far it holds."""
    c = container()
    return _ledger_page(c, verdict=verify_ledger(ledger=c.ledger))


@ledger_pages.get("/entries/<int:seq>")
@access(roles(Role.ENTERPRISE, Role.CREDIT_OFFICER, Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR))
def show_entry(seq: int) -> ResponseReturnValue:
    """Show one entry with its document, its ground and its place in the chain."""
    c, person = container(), require_principal()
    entry = c.ledger.entry(seq) if seq <= _LAST else None
    if entry is None or not _may_see(person, entry):
        raise NotFound(N_("没有这条记录"))
    if person.role != Role.ENTERPRISE:
        uscc, now = entry.event.subject, c.now()
        log_look(uscc, "entry_page", fields=("entry",), who=person, queries=c.queries, now=now)
    own = c.ledger.entries_of(entry.event.subject)
    pack = pack_on(c.packs, local_date(c.now()))
    return render_template(
        "credit/entry.html",
        entry=entry,
        fits=digest(record_of(entry)) == entry.hash,
        period=period_for(entry, pack),
        endings=[each for each in own if each.event.supersedes == entry.event.document.no],
        ended=[each for each in own if each.event.document.no == entry.event.supersedes],
        c=c,
        labels=labels,
    )


def _ledger_page(c: Container, *, verdict: Verdict | None) -> str:
    head = c.ledger.head()
    last = min(request.args.get("before", head.seq + 1, type=int) - 1, head.seq)
    after = max(0, last - PAGE)
    entries = list(reversed(c.ledger.window(after, last - after))) if last > 0 else []
    log_daily_looks(
        [entry.event.subject for entry in entries],
        "ledger_page",
        fields=("records",),
        who=require_principal(),
        queries=c.queries,
        now=c.now(),
    )
    return render_template(
        "credit/ledger.html",
        entries=entries,
        head=head,
        verdict=verdict,
        older=after + 1 if after > 0 else None,
        newest=last == head.seq,
        labels=labels,
    )


def _may_see(person: Principal, entry: Entry) -> bool:
    return person.role != Role.ENTERPRISE or person.uscc == entry.event.subject
