"""What the pages of filing show beside the fields."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.cases.parts import PRICE_REPORT
from services.complaints.domain.cases.sealing import redact_for
from services.complaints.routes.cases.alike_view import own_alike_views
from services.complaints.routes.cases.category_view import category_choices, questions_of
from services.complaints.routes.cases.filing_agreement import AGREE
from services.complaints.routes.cases.filing_form import MATTERS, STEPS, Filing
from services.complaints.routes.cases.filing_lines import line_views, tally
from services.complaints.routes.cases.filing_parts import parts_view
from services.complaints.routes.cases.filing_way import FilingWay
from services.complaints.routes.cases.linked_view import SERVICE_NAMES
from services.complaints.routes.catalogue import check_view
from shared.clock import local_date
from shared.errors import FieldError
from shared.web.forms import is_row
from shared.web.language import say, words

BY_CLERKS = ("counter", "phone", "12345", "mailbox", "single_window", "inspection")
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
        "place": list(STEPS).index("evidence" if step == AGREE else step) + 1,
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
        **_beside_fees(step, filing, way, c),
        "person": way.person,
        "way": way,
        "names_somebody": way.anonymous and _names_somebody(filing, c),
        "today": today,
    }


def _beside_fees(step: str, filing: Filing, way: FilingWay, c: Container) -> dict[str, Any]:
    """Return what is shown of service, agents, clerks, likely duplicates and cases to come."""
    today = local_date(c.now())
    return {
        "categories": category_choices(c.rules, today, filing.fields.get("city", "")),
        "questions": questions_of(c.rules, filing.fields.get("category", "")),
        "mandates": [("", "—"), *((file.id, file.name) for file in filing.files)],
        "joined_rows": _joined_rows(filing),
        "channels": _channels(today, c),
        "measures": _measures(filing.fields.get("city", ""), today, c),
        "tells_service": _tells_service(filing),
        "service_facts": _service_facts(filing),
        "alike": own_alike_views(filing, way.person, c) if step == "review" else [],
        "parts": parts_view(filing, way.person, c),
    }


def _service_facts(filing: Filing) -> list[tuple[str, str]]:
    typed = ((name, filing.fields.get(f"service.{name}", "")) for name in SERVICE_NAMES)
    return [(say(SERVICE_NAMES[name]), text.replace("T", " ")) for name, text in typed if text]


def _tells_service(filing: Filing) -> bool:
    """Tell whether the fields of a service matter are shown open."""
    told = any(text and path.startswith("service.") for path, text in filing.fields.items())
    return told or filing.fields.get("matter") == "service"


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


def _joined_rows(filing: Filing) -> int:
    """Return how many rows of a joint complaint are shown: two more than are typed."""
    typed = {path.split(".")[1] for path, text in filing.fields.items() if _is_joined(path, text)}
    return max((int(number) for number in typed if is_row(number)), default=-1) + 3


def _is_joined(path: str, text: str) -> bool:
    return path.startswith("joined.") and bool(text)


def _channels(today: date, c: Container) -> list[tuple[str, str]]:
    """Return by which ways a clerk may have been told, as the closed list names them."""
    track = c.rules.tracks[PRICE_REPORT].on(today)
    rows = track.reasons["channel"]
    return [(row.code, words(row.text)) for row in rows if row.code in BY_CLERKS]


def _measures(city: str, today: date, c: Container) -> list[tuple[str, str]]:
    """Return the measures of a city's notice in force, by number and title."""
    if city not in c.rules.parties.cities:
        return []
    duties = (duty for duty in c.rules.parties.duties if duty.city == city)
    held = {duty.measure: words(duty.title) for duty in duties if duty.in_force(today)}
    return [("", "—"), *((key, f"{key} {title}") for key, title in held.items())]
