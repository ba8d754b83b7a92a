"""What the pages of filing show beside the fields."""

from collections.abc import Sequence
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.cases.case_rules import PRICE_REPORT
from services.complaints.domain.cases.sealing import redact_for
from services.complaints.domain.parties.routing import RoutingFacts, route
from services.complaints.routes.cases.filing_form import MATTERS, STEPS, Filing
from services.complaints.routes.cases.filing_lines import line_views, tally
from services.complaints.routes.cases.filing_way import FilingWay
from services.complaints.routes.catalogue import check_view
from shared.clock import local_date
from shared.errors import FieldError
from shared.web.language import say, words

_OWN_CHOICES = {
    "containers": check_view.CONTAINERS,
    "loadeds": check_view.LOADED,
    "trades": check_view.TRADES,
    "directions": check_view.DIRECTIONS,
    "cargoes": check_view.CARGOES,
}


def values_of(
    step: str,
    filing: Filing,
    way: FilingWay,
    c: Container,
    *,
    errors: Sequence[FieldError],
    open_at: int,
) -> dict[str, Any]:
    """Return the values of a step's template."""
    today = local_date(c.now())
    views = line_views(
        filing, catalogue=c.rules.catalogue, today=today, errors=errors, open_at=open_at
    )
    return {
        "step": step,
        "steps": [say(name) for name in STEPS.values()],
        "place": list(STEPS).index(step) + 1,
        "matters": [(code, say(text)) for code, text in MATTERS],
        "cities": [(city.id, words(city)) for city in c.rules.parties.cities.values()],
        "bodies": _bodies(c),
        "items": _items(c),
        "units": check_view.unit_choices(),
        **{name: check_view.choices(each) for name, each in _OWN_CHOICES.items()},
        "lines": views,
        "tally": tally(views),
        "price_words": check_view.price_words,
        "help": check_view,
        "after": _after(filing, c),
        "person": way.person,
        "way": way,
        "names_somebody": way.anonymous and _names_somebody(filing, c),
        "today": today,
    }


def _names_somebody(filing: Filing, c: Container) -> bool:
    """Tell whether a text holds what looks like personal data."""
    texts = [filing.fields.get(name, "") for name in ("narrative", "request")]
    return any(redact_for(text, None, c.rules.folding) != text for text in texts)


def _bodies(c: Container) -> list[tuple[str, str]]:
    """Return the firms that charge, with their codes, by name."""
    rows = (entry.row for entry in c.rules.catalogue.entries)
    firms = {(row.body, row.uscc or "") for row in rows if not row.body_is_class}
    return sorted(firms)


def _items(c: Container) -> list[str]:
    return sorted({entry.row.item for entry in c.rules.catalogue.entries})


def _after(filing: Filing, c: Container) -> dict[str, Any] | None:
    """Return who will handle the complaint and by when, None before the city is known."""
    city = filing.fields.get("city", "")
    if city not in c.rules.parties.cities:
        return None
    today = local_date(c.now())
    facts = RoutingFacts(
        city=city,
        track=PRICE_REPORT,
        received_on=today,
        respondent_name=filing.fields.get("respondent.name") or None,
        respondent_uscc=filing.fields.get("respondent.uscc") or None,
    )
    departments = c.rules.parties.departments
    routing = route(facts, c.rules.parties)
    return {
        "track": words(c.rules.tracks[PRICE_REPORT].name),
        "lead": words(departments[routing.lead]),
        "partners": [words(departments[each]) for each in routing.partners],
        "limit": c.rules.limits.in_force("T-FILE", today, city=city),
        "note": routing.note,
    }
