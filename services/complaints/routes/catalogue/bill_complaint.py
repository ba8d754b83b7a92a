"""A checked bill on its way into a complaint."""

import json
import secrets

from services.complaints.routes import container
from services.complaints.routes.catalogue.bill_form import BillForm
from services.complaints.usecases.cases.hold_bill import held_bill, hold_bill
from services.complaints.usecases.catalogue.read_facts import FACT_KEYS
from shared.errors import Invalid
from shared.words import N_

# A page of filing shows this many fields a line and the facts that are told; a form takes 3000.
_FIELDS_A_LINE = 13
_MOST_FIELDS = 2900
_NOT_FILED = ("unit_price", "note")


def complaint_fields(form: BillForm) -> dict[str, str]:
    """Return the fields of a complaint about the bill, by field path.

    The respondent is named where all lines name the same one.

    Raises:
        Invalid: there is no line, or more than a complaint takes.
    """
    lines = form.told()
    if not lines:
        raise Invalid(N_("账单里还没有收费，请先填写"))
    facts = sum(key in FACT_KEYS for line in lines for key in line)
    if len(lines) * _FIELDS_A_LINE + facts > _MOST_FIELDS:
        raise Invalid(N_("这份账单内容太多，请分成两份投诉"))
    bodies = {line.get("body", "") for line in lines}
    one = bodies.pop() if len(bodies) == 1 else ""
    left_out = (*_NOT_FILED, "body") if one else _NOT_FILED
    fields = {
        f"lines.{place}.{key}": text
        for place, line in enumerate(lines)
        for key, text in line.items()
        if key not in left_out
    }
    return {**fields, "respondent.name": one, "bill_no": form.for_all["bill_no"]}


def hold(form: BillForm) -> str:
    """Hold the bill for an hour; return the secret by which it is taken up."""
    c, secret = container(), secrets.token_urlsafe(24)
    hold_bill(secret, json.dumps(complaint_fields(form)), now=c.now(), ports=c.cases)
    return secret


def held(secret: str) -> dict[str, str]:
    """Return the fields of the bill that is held under a secret.

    Raises:
        NotFound: none is held any more.
    """
    c = container()
    fields: dict[str, str] = json.loads(held_bill(secret, now=c.now(), ports=c.cases))
    return fields
