"""Which limits of a case a form offers to choose from, and why they may stand still."""

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.field_rule import FieldKind
from services.complaints.domain.clocks.limits import LimitMissing
from shared.clock import local_date
from shared.web.language import say, words
from shared.words import N_

REASON = N_("%(reason)s（%(limits)s）")
CLOCK_KINDS = frozenset({FieldKind.CLOCK, FieldKind.PAUSED_CLOCK, FieldKind.STOP})


def clock_options(kind: FieldKind, case: Case, c: Container) -> list[tuple[str, str]]:
    """Return code and words of what a field of one of these kinds may hold."""
    if kind is FieldKind.STOP:
        return _reasons(case, c)
    paused = kind is FieldKind.PAUSED_CLOCK
    offered = (each for each in case.clocks if (each.stands_still if paused else each.is_running))
    return [(each.code, words(each.title)) for each in offered]


def _reasons(case: Case, c: Container) -> list[tuple[str, str]]:
    """Return each reason with the limits whose rule lists it: 检测（核查线索，决定是否立案）."""
    clocks = c.rules.clocks(local_date(case.filed_at), case.city)
    named = dict[str, tuple[str, list[str]]]()
    for clock in case.clocks:
        try:
            rows = clocks.pause_rows(clock) if clock.is_running else ()
        except LimitMissing:
            continue
        for row in rows:
            named.setdefault(row.code, (words(row.title), []))[1].append(words(clock.title))
    return [
        (code, say(REASON, {"reason": title, "limits": say(N_("、")).join(limits)}))
        for code, (title, limits) in named.items()
    ]
