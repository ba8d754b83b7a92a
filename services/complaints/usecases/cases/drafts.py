"""Keep a complaint that is begun, find it again, drop it."""

from datetime import datetime

from services.complaints.domain.cases.draft import KEPT, Draft
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.own_keys import person_key
from shared.errors import NotFound, TooLarge
from shared.principal import Principal
from shared.words import N_

MOST_CHARACTERS = 500_000


def save_draft(
    draft_id: str,
    payload: str,
    *,
    over: int,
    principal: Principal,
    now: datetime,
    ports: CasePorts,
) -> Draft:
    """Keep what was typed so far, as JSON text, under the person's own id of the draft.

    Args:
        draft_id: which draft of the person.
        payload: what was typed.
        over: the version this was typed into; 0 for a new draft.
        principal: who typed it.
        now: the time.
        ports: where it is kept.

    Raises:
        Conflict: it was saved by another page meanwhile.
        TooLarge: it has more than 500,000 characters.
    """
    if len(payload) > MOST_CHARACTERS:
        raise TooLarge(N_("草稿过大，请减少内容"))
    owner = person_key(principal.sub, ports.blind)
    draft = Draft(id=draft_id, owner=owner, saved_at=now, payload=payload, version=over + 1)
    ports.drafts.put(draft)
    return draft


def get_draft(draft_id: str, *, principal: Principal, now: datetime, ports: CasePorts) -> Draft:
    """Return the person's draft.

    Raises:
        NotFound: there is none, it is somebody else's, or its 30 days are over.
    """
    draft = ports.drafts.get(draft_id, person_key(principal.sub, ports.blind))
    if draft is None or draft.kept_until <= now:
        raise NotFound(N_("没有这份草稿，或者已超过 30 天"))
    return draft


def my_drafts(principal: Principal, *, now: datetime, ports: CasePorts) -> list[Draft]:
    """Return the person's drafts, newest first."""
    return ports.drafts.of_owner(person_key(principal.sub, ports.blind), since=now - KEPT)


def discard_draft(draft_id: str, *, principal: Principal, ports: CasePorts) -> None:
    """Drop the person's draft, if it is there."""
    ports.drafts.drop(draft_id, person_key(principal.sub, ports.blind))


def sweep_drafts(*, now: datetime, ports: CasePorts) -> int:
    """Drop drafts that nobody saved for 30 days; return how many."""
    return ports.drafts.drop_saved_before(now - KEPT)
