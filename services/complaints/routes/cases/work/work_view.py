"""What the worklist shows: tabs with counts, groups by due day, a page of rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.duties import DutyKind
from services.complaints.domain.cases.next_step import leading_action
from services.complaints.domain.cases.track import Track
from services.complaints.domain.cases.worklist import Listed, WorkGroup, WorkItem, Worklist
from services.complaints.routes.cases.work.clock_view import days_left, paused_words
from services.complaints.routes.cases.work.staff_names import named, staff_of
from services.complaints.routes.cases.work.work_asked import WHOSE, Asked
from services.complaints.usecases.cases.absence import colleagues_away
from shared.clock import local_date
from shared.principal import Principal, Role
from shared.web.language import say, words
from shared.words import N_

PREVIEW, PAGE, NEWS = 8, 25, 6
SHORT = 40
GROUP_NAMES: Mapping[WorkGroup, str] = {
    WorkGroup.OVERDUE: N_("已逾期"),
    WorkGroup.TODAY: N_("今天到期"),
    WorkGroup.SOON: N_("3 个工作日内"),
    WorkGroup.LATER: N_("10 个工作日内"),
    WorkGroup.FAR: N_("10 个工作日以后"),
    WorkGroup.STANDING: N_("暂停计时"),
    WorkGroup.NO_LIMIT: N_("没有期限在走"),
}
DUTIES: Mapping[DutyKind, str] = {
    DutyKind.DISPUTE: N_("答复管辖争议"),
    DutyKind.RETURN: N_("答复退回请求"),
    DutyKind.REPORT: N_("向转送部门反馈"),
    DutyKind.AWAITED: N_("等待受送部门反馈"),
}
ALWAYS = frozenset({WorkGroup.OVERDUE, WorkGroup.TODAY, WorkGroup.SOON})
Groups = Mapping[WorkGroup, tuple[Listed, ...]]


@dataclass(frozen=True, kw_only=True)
class WorkRow:
    """One case of the list; `left` is None where no limit runs, `officers` are names.

    `paused` says since when and why its limit stands still, where none runs.
    """

    item: WorkItem
    left: int | None
    track: str
    state: str
    step: str
    provisional: bool
    officers: tuple[str, ...]
    paused: str = ""


@dataclass(frozen=True, kw_only=True)
class WorkGroupView:
    """A group with the rows that are shown; `more_at` leads to the others."""

    name: str
    count: int
    rows: tuple[WorkRow, ...]
    rest: int
    more_at: str


def work_values(found: Worklist, asked: Asked, person: Principal, c: Container) -> dict[str, Any]:
    """Return the values of the worklist's page."""
    everything = [each for listed in found.groups.values() for each in listed]
    away = colleagues_away(person, local_date(c.now()), c.cases.staff)
    own = frozenset({person.sub, *(each.sub for each in away)})
    groups = {name: _chosen(listed, asked, own) for name, listed in found.groups.items()}
    shown = {name: listed for name, listed in groups.items() if asked.group in ("", name)}
    chosen = sum(map(len, groups.values()))
    in_page = sum(map(len, shown.values()))
    return {
        "asked": asked,
        "tabs": _tabs(groups, asked, chosen),
        "groups": _views(shown, asked, c),
        "count": in_page,
        "pages": max(1, -(-in_page // PAGE)) if asked.group else 1,
        "more": found.more,
        "states": _states(everything, asked, c),
        "state_names": _state_names(c),
        "new_cases": _new(everything, c),
        "is_officer": person.role is Role.OFFICER,
        "mine_count": sum(not own.isdisjoint(each.item.officers) for each in everything),
        "away": [each.name for each in away],
        "whose": [(code, say(name)) for code, name in WHOSE.items()],
        "of_department": _name_of(asked.department, c),
        "today": local_date(c.now()),
        "open_cases": found.total,
    }


def _chosen(listed: Sequence[Listed], asked: Asked, own: frozenset[str]) -> tuple[Listed, ...]:
    return tuple(
        each
        for each in listed
        if asked.state in ("", each.item.state)
        and asked.department in ("", each.item.department)
        and _is_whose(each.item, asked.whose, own)
    )


def _is_whose(item: WorkItem, whose: str, own: frozenset[str]) -> bool:
    if whose == "mine":
        return item.beside is None and not own.isdisjoint(item.officers)
    return whose == "" or item.beside is None


def _name_of(department: str, c: Container) -> str:
    unit = c.rules.parties.departments.get(department)
    return words(unit) if unit else ""


def _tabs(groups: Groups, asked: Asked, chosen: int) -> list[tuple[str, str, int, bool]]:
    tabs = [(say(N_("全部")), asked.address(group="", page=1), chosen, asked.group == "")]
    for group, listed in groups.items():
        if listed or group in ALWAYS or group == asked.group:
            address = asked.address(group=group.value, page=1)
            tabs.append((say(GROUP_NAMES[group]), address, len(listed), asked.group == group))
    return tabs


def _views(groups: Groups, asked: Asked, c: Container) -> list[WorkGroupView]:
    from_row = PAGE * (asked.page - 1) if asked.group else 0
    to_row = from_row + PAGE if asked.group else PREVIEW
    parts = {group: listed[from_row:to_row] for group, listed in groups.items() if listed}
    items = [each.item for part in parts.values() for each in part]
    names = staff_of((item.department for item in items), c)
    return [
        WorkGroupView(
            name=say(GROUP_NAMES[group]),
            count=len(groups[group]),
            rows=tuple(_row(each, names, c) for each in part),
            rest=0 if asked.group else len(groups[group]) - len(part),
            more_at=asked.address(group=group.value, page=1),
        )
        for group, part in parts.items()
    ]


def _row(listed: Listed, names: Mapping[str, str], c: Container) -> WorkRow:
    item = listed.item
    track, clock = c.rules.track_of(item), item.next_clock
    return WorkRow(
        item=item,
        left=days_left(listed.left) if listed.left else None,
        track=words(track.name),
        state=words(track.states[item.state.value]),
        step=_step(item, track),
        provisional=clock.provisional if clock and not item.beside else False,
        officers=tuple(named(item.officers, names)),
        paused="" if clock else paused_words(item.paused),
    )


def _step(item: WorkItem, track: Track) -> str:
    if item.task:
        return say(N_("答复协办事项：%(question)s"), {"question": _short(item.task.question)})
    if item.beside:
        return say(DUTIES[item.beside.kind])
    clock = item.next_clock
    return words(clock.title) if clock else _first_action(track, item.state)


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def _first_action(track: Track, state: CaseState) -> str:
    rule = leading_action(track, state)
    return words(rule.label) if rule else ""


def _states(listed: Sequence[Listed], asked: Asked, c: Container) -> list[tuple[str, str, int]]:
    """Return name, address and count of each state that has cases, in the order of handling."""
    counts = Counter((each.item.track, each.item.state) for each in listed)
    return [
        (words(track.states[state]), asked.address(state=state, group="", page=1), count)
        for code, track in c.rules.tracks.items()
        for state in track.states
        if (count := counts[code, CaseState(state)])
    ]


def _state_names(c: Container) -> list[tuple[str, str]]:
    """Return the states an open case can be in."""
    names = {code: name for track in c.rules.tracks.values() for code, name in track.states.items()}
    return [(code, words(name)) for code, name in names.items() if code != CaseState.CLOSED]


def _new(listed: Sequence[Listed], c: Container) -> list[WorkItem]:
    """Return what was received since yesterday, the newest first."""
    since: date = local_date(c.now()) - timedelta(days=1)
    new = [each.item for each in listed if local_date(each.item.filed_at) >= since]
    return sorted(new, key=lambda item: item.filed_at, reverse=True)[:NEWS]
