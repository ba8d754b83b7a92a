"""An enterprise's own credit pages."""

from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from services.credit.container import Container
from services.credit.routes import as_invalid, container, labels, own_uscc
from services.credit.routes.charts import life_charts, part_width, waterfall
from services.credit.usecases.read_access_log import read_access_log
from services.credit.usecases.read_record import Record, read_record
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.asked_days import AskedInstant
from shared.web.identity import require_principal
from shared.words import N_

SHOWN_LOOKS = 4
OLDER_THAN = AskedInstant()

record_pages = Blueprint("record_pages", __name__, url_prefix="/credit")


@record_pages.get("/me")
@access(roles(Role.ENTERPRISE))
def show_own_record() -> ResponseReturnValue:
    """Show the enterprise its grade, score, lines, records, measures and who looked."""
    return show_record(container(), own_uscc(require_principal()), own=True)


@record_pages.get("/me/access-log")
@access(roles(Role.ENTERPRISE))
def show_access_log() -> ResponseReturnValue:
    """Show the enterprise who looked at it, newest first."""
    c, uscc, now = container(), own_uscc(require_principal()), container().now()
    page = read_access_log(uscc, queries=c.queries, until=_older_than() or now, now=now)
    return render_template(
        "credit/access_log.html",
        page=page,
        paged=_older_than() is not None,
        c=c,
        labels=labels,
    )


def show_record(c: Container, uscc: str, *, own: bool) -> str:
    """Return the page of an enterprise, for itself or for an official."""
    now = c.now()
    record = read_record(
        uscc, ledger=c.ledger, subjects=c.subjects, packs=c.packs, rules=c.rules, now=now
    )
    looks = read_access_log(uscc, queries=c.queries, until=now, now=now, most=SHOWN_LOOKS)
    return render_template(
        "credit/record.html",
        **_drawn(record),
        record=record,
        own=own,
        firm=_name(c, record, own),
        looks=looks.queries,
        c=c,
        labels=labels,
    )


def _drawn(record: Record) -> dict[str, Any]:
    chart = waterfall(record.score.lines)
    return {
        "chart": chart,
        "rows": list(zip(record.score.lines, chart.bars, strict=True)),
        "entries": {entry.seq: entry for entry in record.entries},
        "charts": life_charts(record.lives, record.score.valid_on),
        "part_width": part_width,
        "lifts": sorted(
            (life for life in record.lives if life.lift > 0),
            key=lambda life: life.lift,
            reverse=True,
        ),
    }


def _name(c: Container, record: Record, own: bool) -> str:
    if record.subject is not None and record.subject.name:
        return record.subject.name
    person = require_principal()
    return person.organisation or record.uscc if own else record.uscc


def _older_than() -> datetime | None:
    text = request.args.get("until")
    if not text:
        return None
    try:
        return OLDER_THAN.deserialize(text)
    except ValidationError as error:
        raise as_invalid("until", N_("页码有误，请从第一页看起")) from error
