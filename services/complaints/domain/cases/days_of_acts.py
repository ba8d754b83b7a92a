"""Steps that are recorded after the day they were done: that day counts, within bounds."""

from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.problems import need_day, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from shared.clock import local_date

REGISTERING, OPINION, MEDIATING = "T-PET-REG", "T-PET-DONE", "P-FEE-MED"
ENDED = "end_mediation"


def register_petition(case: Case, values: Values, act: Act) -> Change:
    """Keep the day the petitioner was told. Values: `told_on`, `way`, `text`.

    Raises:
        Invalid: it lies before the petition was received.
    """
    return _done(case, "told_on", values, act, _start(case, REGISTERING))


def tell_parties(case: Case, values: Values, act: Act) -> Change:
    """Keep the day both sides were told of the end. Values: `told_on`, `way`, `text`.

    Raises:
        Invalid: it lies before the mediation ended.
    """
    ended = case.last(ENDED)
    return _done(case, "told_on", values, act, local_date(ended.at) if ended else None)


def record_agreement(case: Case, values: Values, act: Act) -> Change:
    """Keep the day of the agreement, on which the mediation ended. Values: `agreed_on` and terms.

    Raises:
        Invalid: it lies before the dispute was accepted.
    """
    return _done(case, "agreed_on", values, act, _start(case, MEDIATING))


def give_opinion(case: Case, values: Values, act: Act) -> Change:
    """Keep the day the petitioner received the opinion, from which a review may be asked for.

    Raises:
        Invalid: it lies before the petition was accepted.
    """
    need_received(values, act, _start(case, OPINION))
    return Change(case=case)


def need_received(values: Values, act: Act, earliest: date | None) -> None:
    """Refuse a day of receiving an opinion that lies before what it answers.

    Raises:
        Invalid: it does.
    """
    on = date.fromisoformat(values["received_on"])
    raise_if_any(need_day("received_on", on, earliest=earliest, latest=act.today))


def _done(case: Case, name: str, values: Values, act: Act, earliest: date | None) -> Change:
    on = date.fromisoformat(values[name])
    raise_if_any(need_day(name, on, earliest=earliest, latest=act.today))
    return Change(case=case, done_on=on)


def _start(case: Case, code: str) -> date | None:
    clock = case.clock(code)
    return clock.started_on if clock else None
