"""An event that comes again says the same; one that does not must not pass for a repeat.

Ids are computed from case, version and kind. A case store that was put back to an earlier point
counts its versions again, so another decision may come under the id of one that was lost there.
"""

from services.credit.domain.ledger.entry import CreditEvent
from shared.errors import FieldError, Invalid
from shared.words import N_


def check_same(event: CreditEvent, entered: CreditEvent) -> None:
    """Compare what weighs in a record; what a release may word anew is left out.

    Raises:
        Invalid: names what differs from the entry.
    """
    problems = tuple(
        FieldError(field, N_("与已记入的文书不一致"))
        for field in ("subject", "kind", "level", "effective_on", "fine", "refund")
        if getattr(event, field) != getattr(entered, field)
    )
    if event.document.no != entered.document.no:
        problems += (FieldError("document.no", N_("与已记入的文书不一致")),)
    if problems:
        raise Invalid(N_("同一事件编号下已记入另一份文书"), errors=problems)
