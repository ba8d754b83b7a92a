"""What the clock process does when a limit runs: reminders before its end, steps after it 督办."""

from dataclasses import replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.clock_ladder import Supervision
from services.complaints.domain.cases.schedule import counts, scheduled
from services.complaints.domain.cases.system_step import system_step
from services.complaints.domain.clocks.clock import Clock, ClockRung
from services.complaints.domain.clocks.supervision import Rung, Told
from shared.events.case_events import CasePressed

PRESSED = "pressed"


def press(case: Case, act: Act, supervision: Supervision) -> tuple[Case, list[CasePressed]]:
    """Return the case with the earliest step of supervision that is due taken, and who is told.

    One step at a time, so that each has its line in the history and its event. Where none is due
    the case itself comes back. Whether somebody is at work to read it, the caller looks at.
    """
    due = [
        (rung.at, place)
        for place, clock in enumerate(case.clocks)
        if counts(clock, case) and (rung := clock.next_rung) and rung.at <= act.now
    ]
    if not due:
        return case, []
    place = min(due)[1]
    clock = case.clocks[place]
    after = _noted(case, place, act, _rule(clock, supervision))
    return after, [_event(after, clock, act, supervision)]


def _rule(clock: Clock, supervision: Supervision) -> Rung | None:
    rung = clock.next_rung
    return supervision.rung(rung.code, clock.started_on) if rung else None


def _noted(case: Case, place: int, act: Act, rule: Rung | None) -> Case:
    clock = case.clocks[place]
    taken = clock.next_rung
    ladder = tuple(_taken(rung, act) if rung is taken else rung for rung in clock.ladder)
    clocks = [*case.clocks]
    clocks[place] = replace(clock, ladder=ladder)
    step = system_step(PRESSED, f"{clock.code} {taken.code}" if taken else clock.code, case, act)
    return scheduled(
        replace(
            case,
            clocks=tuple(clocks),
            criticised_at=act.now if rule and rule.criticises else case.criticised_at,
            timeline=(*case.timeline, step),
            changed_at=act.now,
            version=case.version + 1,
        )
    )


def _taken(rung: ClockRung, act: Act) -> ClockRung:
    return replace(rung, noted_at=act.now)


def _event(case: Case, clock: Clock, act: Act, supervision: Supervision) -> CasePressed:
    rule, code = _rule(clock, supervision), clock.next_rung.code if clock.next_rung else ""
    tells = rule.tells if rule else (Told.PERSON,)
    handler = bool(case.officers)
    to_department = Told.DEPARTMENT in tells or (Told.PERSON in tells and not handler)
    return CasePressed(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        city=case.city,
        department=case.department,
        limit=clock.code,
        title_zh=clock.title["zh"],
        title_en=clock.title["en"],
        due_on=clock.due_on,
        rung=code,
        rung_zh=rule.title["zh"] if rule else code,
        rung_en=rule.title["en"] if rule else code,
        officer_ref=case.officer_ref if handler and Told.PERSON in tells else None,
        department_told=case.department if to_department else None,
        port_office=port_office(case, act) if Told.PORT_OFFICE in tells else None,
    )


def port_office(case: Case, act: Act) -> str | None:
    """Return the id of the port office of the case's city, None where none is known."""
    city = act.parties.cities.get(case.city)
    return city.port_office if city else None
