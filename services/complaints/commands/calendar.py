"""`calendar load FILE`, `calendar list`, `calendar show YEAR`: the official working-day calendars.

A file is written as those of `rules/clocks/calendars/` are. Loading it counts every open
deadline again that it makes final or moves, and the same file again changes nothing.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from services.complaints.commands.loops import recount_provisional
from services.complaints.container import Container, build_container
from services.complaints.domain.clocks.calendar import CalendarYear
from services.complaints.settings import settings_from_environment
from shared.errors import Conflict, Invalid
from shared.web.formats import told

_WRONG_USE = 2
_BY = "calendar load"
_USAGE = """用法 usage: python -m services.complaints calendar load FILE [--json]
       python -m services.complaints calendar list
       python -m services.complaints calendar show YEAR"""


def run(argv: Sequence[str]) -> int:
    """Load, list or show calendars; 2 when what was asked cannot be used."""
    words = [word for word in argv if word != "--json"]
    if words in (["-h"], ["--help"]):
        print(_USAGE)
        return 0
    if not _is_asked_well(words):
        print(_USAGE, file=sys.stderr)
        return _WRONG_USE
    c = build_container(settings_from_environment())
    c.calendars.refresh(at_once=True)
    if words[0] == "load":
        return load(Path(words[1]), c, as_json="--json" in argv)
    if words[0] == "list":
        return listed(c)
    return shown(int(words[1]), c)


def load(path: Path, c: Container, *, as_json: bool = False) -> int:
    """Load the calendar of a file and count again what it makes final."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        loaded = c.calendars.keep(text, by=_BY, at=c.now())
    except (Invalid, Conflict) as problem:
        print(told(problem.detail, problem.params), file=sys.stderr)
        return _WRONG_USE
    except (OSError, UnicodeDecodeError) as problem:
        print(f"{path}: {problem}", file=sys.stderr)
        return _WRONG_USE
    recounted = recount_provisional(c, at_once=True)
    if as_json:
        year = loaded.year.year if loaded else None
        print(json.dumps({"loaded": loaded is not None, "year": year, "recounted": recounted}))
        return 0
    done = f"{loaded.year.year} 年已载入 loaded" if loaded else "没有变化 nothing changed"
    print(f"{done}；重新计算 recounted: {recounted}")
    return 0


def listed(c: Container) -> int:
    """Print every year with its state and its notices."""
    for year in sorted(c.rules.calendar.years):
        print(_line(c.rules.calendar.years[year]))
    return 0


def shown(year: int, c: Container) -> int:
    """Print the days off and the weekend days worked of a year."""
    found = c.rules.calendar.years.get(year)
    if found is None:
        known = "、".join(str(each) for each in sorted(c.rules.calendar.years))
        print(f"没有 no calendar: {year}；已知 known: {known}", file=sys.stderr)
        return _WRONG_USE
    print(_line(found))
    for each in found.holidays:
        print(f"  {each.from_on} .. {each.to_on}  {each.name['zh']} {each.name['en']}")
    for day in sorted(found.worked):
        print(f"  {day}  调休上班 worked")
    return 0


def _line(year: CalendarYear) -> str:
    state = "已公布 official" if year.published else "暂定 provisional"
    return f"{year.year} {state}  {year.basis}"


def _is_asked_well(words: Sequence[str]) -> bool:
    if len(words) == 2 and words[0] == "show":
        return words[1].isascii() and words[1].isdigit() and len(words[1]) <= 4
    return list(words) == ["list"] or (len(words) == 2 and words[0] == "load")
