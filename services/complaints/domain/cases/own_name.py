"""An anonymous reporter gives a name afterwards 事后实名.

That a report may get its name later, and that this is not taken back, is by design. From then on
its reporter is told and kept secret like any other (价格法 art 38).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.announce import filing_decided
from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.file_case import RECEIPT, REPORTER
from services.complaints.domain.cases.origin import Consent, Origin
from services.complaints.domain.cases.passed_on import Forwarding
from services.complaints.domain.cases.penalty_needs import TELLING
from services.complaints.domain.cases.reporter import Reporter, reporter_problems
from services.complaints.domain.cases.schedule import scheduled
from services.complaints.domain.cases.tasks import Task
from shared.errors import FieldError, Invalid, NotNow
from shared.events.case_events import CaseChanged
from shared.events.envelope import Event
from shared.words import N_

NAMED = "reporter_named"
FEWEST_DIGITS = 7


@dataclass(frozen=True, kw_only=True)
class GivenName:
    """Who the reporter says to be: `sealed` for the department in charge, with the blind keys."""

    sealed: bytes
    reporter_key: str | None
    firm_key: str | None
    consents: tuple[Consent, ...]


def check_name(reporter: Reporter, *, understood: bool, today: date) -> None:
    """Look at what was typed before anything of it is stored.

    Raises:
        Invalid: all problems at once, by the field of the form.
    """
    problems = [*_problems(reporter, understood), *reporter_problems(reporter, (), today)]
    if problems:
        raise Invalid(N_("有内容需要修改"), errors=problems)


def named_by_reporter(
    case: Case, given: GivenName, without: Callable[[str], str], act: Act
) -> tuple[Case, list[Event]]:
    """Return the case with its reporter named, and the event that says that it changed, no more.

    A filing decision that the reporter has not seen is told from now on like to any named one.

    `without` takes the identity out of texts that were kept before anybody knew it. Served
    documents stay word for word.

    Raises:
        NotNow: the reporter is named already.
    """
    if case.real_name:
        raise NotNow(N_("已经留下姓名，不能再改；要更正请在信箱里告诉承办人"))
    after = replace(
        _cleaned(case, without),
        real_name=True,
        sealed={**case.sealed, REPORTER: given.sealed},
        reporter_key=given.reporter_key,
        reporter_firm_key=given.firm_key,
        changed_at=act.now,
        version=case.version + 1,
    )
    after = replace(
        after,
        origin=_agreed(after.origin, given.consents),
        timeline=(*after.timeline, _step(case, act)),
    )
    after, untold = _to_tell(after, act)
    return after, [_changed(after, act), *untold]


def was_named_later(case: Case) -> bool:
    """Tell whether the reporter gave the name after filing, so that there is a mailbox."""
    return case.last(NAMED) is not None


def _to_tell(case: Case, act: Act) -> tuple[Case, list[Event]]:
    """Start what is owed to a named reporter from this day on.

    Where a filing decision waits to be told, that is the limit for telling, with the notice; before
    any decision the limits that the receipt starts for named reporters alone.
    """
    filing = case.filing
    if not case.is_open:
        return case, []
    if filing is None or filing.decided_at is None:
        return _started(case, _of_receipt(act), act), []
    if case.reporter_told_on is not None:
        return case, []
    after = _started(case, (TELLING,), act)
    return after, [filing_decided(after, filing.outcome.value, act)]


def _started(case: Case, codes: tuple[str, ...], act: Act) -> Case:
    clocks = (*case.clocks, *(act.limits.start(code, act.today) for code in codes))
    return scheduled(replace(case, clocks=clocks))


def _of_receipt(act: Act) -> tuple[str, ...]:
    """Return the codes of the limits that a receipt starts for named reporters alone."""
    receipt = act.track.actions[RECEIPT].outcome("done")
    always = receipt.begun(real_name=False, is_set=act.limits.is_set)
    named = receipt.begun(real_name=True, is_set=act.limits.is_set)
    return tuple(code for code in named if code not in always)


def _problems(reporter: Reporter, understood: bool) -> Iterator[FieldError]:
    phone = reporter.phone.strip()
    if not reporter.name.strip():
        yield FieldError("reporter.name", N_("请填写姓名"))
    if not phone and not reporter.email.strip():
        yield FieldError("reporter.phone", N_("电话和电子邮箱至少填写一项"))
    if phone and sum(each.isdigit() for each in phone) < FEWEST_DIGITS:
        yield FieldError("reporter.phone", N_("请填写完整的电话号码"))
    if not understood:
        yield FieldError("understood", N_("请确认您已了解留下姓名以后不能撤回"))


def _cleaned(case: Case, without: Callable[[str], str]) -> Case:
    """Return the case without the identity; what the respondent answered stays, it wrote it."""
    asked = case.asked_extension
    return replace(
        case,
        title=without(case.title),
        statement=without(case.statement),
        request=without(case.request),
        bill_no=without(case.bill_no) if case.bill_no else case.bill_no,
        respondent=replace(case.respondent, name=without(case.respondent.name)),
        lines=tuple(_line(line, without) for line in case.lines),
        origin=_origin(case.origin, without),
        timeline=tuple(_step_without(step, without) for step in case.timeline),
        filing=replace(case.filing, text=without(case.filing.text)) if case.filing else None,
        questions=tuple(
            replace(each, statement=without(each.statement)) for each in case.questions
        ),
        tasks=tuple(_task(each, without) for each in case.tasks),
        forwarding=_forwarding(case.forwarding, without),
        dispute=replace(case.dispute, reason=without(case.dispute.reason))
        if case.dispute
        else None,
        asked_extension=replace(asked, reason=without(asked.reason)) if asked else None,
    )


def _task(task: Task, without: Callable[[str], str]) -> Task:
    return replace(
        task,
        question=without(task.question),
        answer=without(task.answer),
        returned=without(task.returned),
    )


def _forwarding(sent: Forwarding | None, without: Callable[[str], str]) -> Forwarding | None:
    return replace(sent, return_asked=without(sent.return_asked)) if sent else None


def _line(line: ChargeLine, without: Callable[[str], str]) -> ChargeLine:
    return replace(
        line,
        item=without(line.item),
        body=without(line.body) if line.body else None,
        port=without(line.port) if line.port else None,
        unit=without(line.unit) if line.unit else None,
    )


def _origin(origin: Origin, without: Callable[[str], str]) -> Origin:
    return replace(
        origin,
        answers={name: without(text) for name, text in origin.answers.items()},
        ticket={name: without(text) for name, text in origin.ticket.items()},
        service=origin.service.with_texts(without) if origin.service else None,
    )


def _step_without(step: Step, without: Callable[[str], str]) -> Step:
    values = {name: without(text) for name, text in step.values.items()}
    return replace(step, text=without(step.text), values=values)


def _agreed(origin: Origin, consents: tuple[Consent, ...]) -> Origin:
    new = (each for each in consents if not origin.agreed(each.kind))
    return replace(origin, consents=(*origin.consents, *new))


def _step(case: Case, act: Act) -> Step:
    return Step(
        at=act.now,
        actor=REPORTER,
        actor_name="",
        department=None,
        action=NAMED,
        outcome="done",
        text="",
        legal=False,
        state=case.state,
    )


def _changed(case: Case, act: Act) -> CaseChanged:
    return CaseChanged(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        action=NAMED,
        state=case.state.value,
    )
