"""Compute the deadline of one rule from what a person or a program typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.complaints.domain.clocks.clock_rules import ClockRules
from services.complaints.domain.clocks.deadline import Circumstances, Deadline, deadline
from services.complaints.domain.clocks.extensions import Granted
from services.complaints.domain.clocks.limits import LimitMissing, TimeLimit, TimeLimits
from services.complaints.domain.clocks.office import Receipt, hours_of
from services.complaints.domain.clocks.pauses import Pause
from services.complaints.domain.clocks.span_text import read_date, read_receipt
from shared.errors import FieldError, Invalid
from shared.words import N_

MOST = 20
_PAUSE = re.compile(r"([^:]*?)\.\.([^:]*?):(.*)", re.DOTALL)
_EXTENSION = re.compile(r"\s*(\d{1,4})\s*:(.*)", re.ASCII | re.DOTALL)


class AskedWrongly(Invalid):
    """A rule, a city, a pause or an extension that nobody knows; the text lists what is known."""


@dataclass(frozen=True, kw_only=True)
class AskedDeadline:
    """What was typed.

    Args:
        rule: a code or a family, `T-MED-NEW`.
        received: the day or moment of receipt; by its day the version of the rule is chosen.
        triggered: the day or moment that starts the limit; empty where that is the receipt.
        pauses: `FROM..TO:REASON`, both days included.
        extensions: `N:APPROVER`, in the unit of the rule.
    """

    rule: str
    received: str
    triggered: str = ""
    city: str = ""
    pauses: Sequence[str] = ()
    extensions: Sequence[str] = ()


def compute_deadline(asked: AskedDeadline, *, rules: ClockRules) -> tuple[Deadline, Receipt]:
    """Return the deadline, and the receipt it rests on.

    Raises:
        Invalid: something typed cannot be used; `errors` name the parameter.
    """
    city = _city(asked.city, rules.limits)
    receipt = read_receipt(asked.received)
    limit = _limit(asked.rule, receipt.on, city, rules.limits)
    trigger = read_receipt(asked.triggered, "from") if asked.triggered.strip() else receipt
    if trigger.on < receipt.on and not limit.begins_before_receipt:
        raise _wrong("from", N_("起算不能早于收到的日子"), {})
    given = Circumstances(
        trigger=trigger,
        calendar=rules.calendar,
        hours=hours_of(rules.hours, receipt.on, city),
        pauses=[_pause(text, at) for at, text in enumerate(_few("pause", asked.pauses))],
        extensions=[_granted(text, at) for at, text in enumerate(_few("extend", asked.extensions))],
    )
    return deadline(limit, given), receipt


def _city(typed: str, limits: TimeLimits) -> str | None:
    city = typed.strip().lower()
    if city and city not in limits.cities:
        message = N_("没有城市“%(city)s”，已知：%(known)s")
        raise _wrong("city", message, {"city": city[:40], "known": "、".join(limits.cities)})
    return city or None


def _limit(typed: str, on: date, city: str | None, limits: TimeLimits) -> TimeLimit:
    code = typed.strip().upper()
    try:
        return limits.in_force(code, on, city=city)
    except LimitMissing:
        pass
    rows = limits.of(code)
    if not rows:
        known = "、".join(sorted({row.code for row in limits.rows}))
        message = N_("没有时限代码“%(code)s”，已知：%(known)s")
        raise _wrong("rule", message, {"code": typed[:40], "known": known})
    params: dict[str, str | int] = {
        "code": code,
        "day": on.isoformat(),
        "place": f"（{city}）" if city else "",
        "periods": "；".join(map(_period, rows)),
    }
    message = N_("%(day)s%(place)s没有有效的 %(code)s。有效期：%(periods)s")
    siblings = _siblings(rows[0].family, on, city, limits)
    if siblings:
        message = N_(
            "%(day)s%(place)s没有有效的 %(code)s，这一天适用 %(siblings)s。有效期：%(periods)s"
        )
        params["siblings"] = siblings
    raise _wrong("rule", message, params)


def _siblings(family: str, on: date, city: str | None, limits: TimeLimits) -> str:
    try:
        return limits.in_force(family, on, city=city).code
    except LimitMissing:
        return ""


def _period(row: TimeLimit) -> str:
    place = f"（{row.city or row.province}）" if row.city or row.province else ""
    until = row.effective_to.isoformat() if row.effective_to else ""
    return f"{row.effective_from.isoformat()}..{until}{place}"


def _few(path: str, texts: Sequence[str]) -> Sequence[str]:
    if len(texts) > MOST:
        raise _wrong(path, N_("最多 %(most)s 项"), {"most": MOST})
    return texts


def _pause(text: str, at: int) -> Pause:
    path = f"pause.{at}"
    found = _PAUSE.fullmatch(text)
    if found is None:
        message = N_("看不懂暂停“%(text)s”：请写 起..止:事由，如 2026-08-10..2026-08-20:test")
        raise _wrong(path, message, {"text": text[:60]})
    return Pause(read_date(found[1], path), read_date(found[2], path), found[3].strip().lower())


def _granted(text: str, at: int) -> Granted:
    found = _EXTENSION.fullmatch(text)
    if found is None:
        message = N_("看不懂延长“%(text)s”：请写 数字:批准人，如 15:head")
        raise _wrong(f"extend.{at}", message, {"text": text[:60]})
    return Granted(int(found[1]), found[2].strip())


def _wrong(path: str, message: str, params: dict[str, str | int]) -> AskedWrongly:
    return AskedWrongly(message, errors=[FieldError(path, message, params)], params=params)
