"""The draft behind a complaint that is being filed: found, and changed one page at a time."""

from collections.abc import Callable

from services.complaints.routes import container
from services.complaints.routes.cases.filing_form import STEPS, Filing, read_filing, write_filing
from services.complaints.usecases.cases.drafts import get_draft, save_draft
from shared.errors import Conflict, NotFound
from shared.web.identity import require_principal
from shared.words import N_

_TRIES = 5
_LONGEST_ID = 64


def begun(draft_id: str) -> Filing:
    """Return the person's complaint as it is kept.

    Raises:
        NotFound: there is none.
    """
    c = container()
    draft = get_draft(draft_id, principal=require_principal(), now=c.now(), ports=c.cases)
    return read_filing(draft.id, draft.payload, draft.version)


def begun_or_new(draft_id: str, step: str) -> Filing:
    """Return the person's complaint; the first step begins one.

    Raises:
        NotFound: there is none, and the step is not the first.
    """
    try:
        return begun(draft_id)
    except NotFound:
        if step != next(iter(STEPS)) or not draft_id.isalnum() or len(draft_id) > _LONGEST_ID:
            raise
        return Filing(id=draft_id)


def change(filing: Filing, by: Callable[[Filing], Filing]) -> Filing:
    """Return the complaint as changed and kept; read and changed anew when a page was quicker.

    Raises:
        Conflict: other pages were quicker every time.
    """
    for _ in range(_TRIES):
        changed = by(filing)
        if changed == filing:
            return filing
        try:
            return _kept(changed.next_after(filing), over=filing.version)
        except Conflict:
            filing = begun(filing.id)
    raise Conflict(N_("这份草稿在另一个窗口改过了，请刷新后再试"))


def _kept(filing: Filing, *, over: int) -> Filing:
    c = container()
    save_draft(
        filing.id,
        write_filing(filing),
        over=over,
        principal=require_principal(),
        now=c.now(),
        ports=c.cases,
    )
    return filing
