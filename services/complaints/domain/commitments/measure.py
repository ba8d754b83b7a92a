"""One measure of a notice as it is carried out 任务分工与督办: reports and what came of them."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.complaints.domain.commitments.report import LONGEST, Report, wrong_in
from services.complaints.domain.parties.party_rules import Duty
from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.events.measure_events import MeasureTold
from shared.principal import Principal, Role
from shared.words import N_

MOST_ENTRIES = 500
_KEPT_ENTRIES = 250


class State(StrEnum):
    """Where a measure stands between departments and the supervisor."""

    NOTHING = "nothing"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class Act(StrEnum):
    """What somebody did."""

    REPORTED = "reported"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REMINDED = "reminded"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One step of the history; `by` is a person, `words` what was said of it, inside."""

    act: Act
    at: datetime
    by: str
    department: str
    words: str = ""
    report: Report | None = None


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A row of the duties as it is carried out; `id` is its key, `JX-2-7#2`.

    Args:
        report: the latest one; `accepted` the latest that was accepted, which the public sees.
        history: oldest first; of a long one the older entries are kept apart.
    """

    id: str
    version: int
    city: str
    state: State
    changed_at: datetime | None = None
    report: Report | None = None
    accepted: Report | None = None
    history: tuple[Entry, ...] = ()

    @property
    def earlier(self) -> int:
        """How many entries are kept apart: every change adds one."""
        return self.version - len(self.history)


Changed = tuple[Measure, list[MeasureTold]]


@dataclass(frozen=True, kw_only=True)
class Acting:
    """Who acts on a measure, when, and the port office of the city."""

    actor: Principal
    duty: Duty
    now: datetime
    port_office: str


def parted(measure: Measure) -> tuple[Measure, tuple[Entry, ...]]:
    """Return the measure with the entries it needs, and older ones to be kept apart.

    Only a history that has become long is parted, and never the report that waits.
    """
    if len(measure.history) <= MOST_ENTRIES:
        return measure, ()
    reports = [at for at, each in enumerate(measure.history) if each.act is Act.REPORTED]
    cut = min(len(measure.history) - _KEPT_ENTRIES, reports[-1] if reports else 0)
    return replace(measure, history=measure.history[cut:]), measure.history[:cut]


def untouched(duty: Duty) -> Measure:
    """Return a measure nobody has reported on."""
    return Measure(id=duty.key, version=0, city=duty.city, state=State.NOTHING)


def may_report(person: Principal | None, duty: Duty) -> bool:
    """Tell whether somebody reports on a measure: its units, and the supervisor for them."""
    if person is None or person.city != duty.city:
        return False
    own = person.role is Role.OFFICER and person.department in duty.units
    return own or person.role is Role.SUPERVISOR


def may_supervise(person: Principal | None, duty: Duty) -> bool:
    """Tell whether somebody accepts, returns and reminds."""
    return person is not None and person.role is Role.SUPERVISOR and person.city == duty.city


def report_on(measure: Measure, report: Report, acting: Acting) -> Changed:
    """Return the measure with a report, for the supervisor to look at.

    Raises:
        Forbidden: the person is of no unit of the measure.
        Invalid: something is missing or too long; `errors` name the fields.
    """
    if not may_report(acting.actor, acting.duty):
        raise Forbidden(N_("只有这项措施的责任单位和督办人可以填报"))
    if errors := wrong_in(report):
        raise Invalid(N_("填报的内容要修改。"), errors=errors)
    entry = _entry(Act.REPORTED, acting, report.note, report)
    after = replace(_with(measure, entry), state=State.REPORTED, report=report)
    return after, [_told(after, Act.REPORTED, (acting.port_office,), acting)]


def accept(measure: Measure, words: str, acting: Acting) -> Changed:
    """Return the measure with its report accepted: from now on the public sees it.

    Raises:
        Forbidden: the person does not supervise, or reported it.
        Conflict: no report waits.
    """
    _check_waiting(measure, acting)
    if _reporter_of(measure) == acting.actor.sub:
        raise Forbidden(N_("填报人不能审核自己的填报"))
    entry = _entry(Act.ACCEPTED, acting, words)
    after = replace(_with(measure, entry), state=State.ACCEPTED, accepted=measure.report)
    return after, []


def send_back(measure: Measure, words: str, acting: Acting) -> Changed:
    """Return the measure with its report returned to the department that made it.

    Raises:
        Forbidden: the person does not supervise.
        Conflict: no report waits.
        Invalid: no reason is given.
    """
    _check_waiting(measure, acting)
    _check_words(words)
    department = next(e.department for e in reversed(measure.history) if e.act is Act.REPORTED)
    after = replace(_with(measure, _entry(Act.RETURNED, acting, words)), state=State.RETURNED)
    return after, [_told(after, Act.RETURNED, (department,), acting)]


def remind(measure: Measure, words: str, acting: Acting) -> Changed:
    """Return the measure with a reminder to the units in charge 催办.

    Raises:
        Forbidden: the person does not supervise.
        Conflict: nobody is in charge.
        Invalid: nothing is said.
    """
    _check_supervisor(acting)
    _check_words(words)
    if not acting.duty.lead:
        raise Conflict(N_("通知没有写明这一项由谁负责，无法催办"))
    after = _with(measure, _entry(Act.REMINDED, acting, words))
    return after, [_told(after, Act.REMINDED, acting.duty.lead, acting)]


def _with(measure: Measure, entry: Entry) -> Measure:
    if len(measure.history) >= 2 * MOST_ENTRIES and entry.act is Act.REMINDED:
        raise Conflict(N_("自上次填报以来已催办太多次，请先等填报"))
    return replace(
        measure,
        version=measure.version + 1,
        changed_at=entry.at,
        history=(*measure.history, entry),
    )


def _entry(act: Act, acting: Acting, words: str, report: Report | None = None) -> Entry:
    person = acting.actor
    return Entry(
        act=act,
        at=acting.now,
        by=person.sub,
        department=person.department or acting.port_office,
        words=words,
        report=report,
    )


def _told(measure: Measure, act: Act, to: tuple[str, ...], acting: Acting) -> MeasureTold:
    return MeasureTold(
        key=measure.id,
        version=measure.version,
        occurred_at=acting.now,
        act=act.value,
        city=measure.city,
        measure=acting.duty.measure,
        title_zh=acting.duty.title["zh"],
        title_en=acting.duty.title["en"],
        departments=to,
    )


def _reporter_of(measure: Measure) -> str:
    return next(each.by for each in reversed(measure.history) if each.act is Act.REPORTED)


def _check_supervisor(acting: Acting) -> None:
    if not may_supervise(acting.actor, acting.duty):
        raise Forbidden(N_("只有本市的督办人可以这样做"))


def _check_waiting(measure: Measure, acting: Acting) -> None:
    _check_supervisor(acting)
    if measure.state is not State.REPORTED:
        raise Conflict(N_("没有等待审核的填报"))


def _check_words(words: str) -> None:
    if not words.strip():
        raise Invalid(N_("请写明理由。"), errors=[FieldError("words", N_("请写明理由。"))])
    if len(words) > LONGEST["note"]:
        error = FieldError("words", N_("最多 %(most)s 个字"), {"most": str(LONGEST["note"])})
        raise Invalid(N_("填报的内容要修改。"), errors=[error])
