"""From what somebody typed or sent to facts that can be checked; errors name the field."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from services.complaints.domain.commitments.commitment import Commitment, Kind
from services.complaints.domain.commitments.commitments import Commitments
from services.complaints.domain.commitments.facts import Facts, Figures, Moment, Told
from services.complaints.usecases.commitments.read_told import (
    NotRead,
    read_answer,
    read_figure,
    read_moment,
)
from shared.errors import FieldError, Invalid, Malformed
from shared.words import N_

MOST_EVENTS = 2000
_LONGEST = 100
_FIGURES = ("value", "base", "part", "whole", "excepted")


def read_check(body: Any, rules: Commitments) -> tuple[Commitment, Facts, list[str]]:
    """Return the promise that is asked about, what was told, and the events it does not use.

    Args:
        body: `{"measure", "city", "events": [{"event", "at"}], "conditions": {}, "values": {}}`.
        rules: the promises.

    Raises:
        Malformed: the body is no such object.
        Invalid: the measure is not known, or a value cannot be read; `errors` name the fields.
    """
    if not isinstance(body, Mapping):
        raise Malformed(N_('请求正文应当是 {"measure": …, "events": [...]}。'))
    errors: list[FieldError] = []
    told = list(_kept(errors, _events(body.get("events"), rules)))
    commitment = _measure(body, told, rules, errors)
    conditions = _answers(body, "conditions", errors)
    figures = _figures(body.get("values"), errors)
    if commitment is not None and not errors:
        errors += _unfit(commitment, told, conditions, figures)
    if commitment is None or errors:
        raise Invalid(N_("有填写的内容不能核对，请按提示修改。"), errors=errors[:_LONGEST])
    used = [each for each in told if each.event in commitment.events]
    unused = dict.fromkeys(each.event for each in told if each.event not in commitment.events)
    return commitment, Facts(events=used, conditions=conditions, figures=figures), list(unused)


def _measure(
    body: Mapping[str, Any], told: list[Told], rules: Commitments, errors: list[FieldError]
) -> Commitment | None:
    measure, city = body.get("measure"), body.get("city")
    for path, text in (("measure", measure), ("city", city)):
        if text is not None and (not isinstance(text, str) or len(text) > _LONGEST):
            errors.append(FieldError(path, N_("应当是文字")))
            return None
    if not measure:
        errors.append(FieldError("measure", N_("请写明哪一项措施，例如 jiaxing/2-7")))
        return None
    place = (city or "").strip().lower() or None
    found = rules.find(measure, city=place, events=[each.event for each in told])
    if found is None:
        params = {"measure": measure}
        errors.append(FieldError("measure", N_("没有可以核对的措施“%(measure)s”"), params))
    elif place and place != found.city:
        errors.append(FieldError("city", N_("这项措施不是这个城市的")))
    return found


def _events(sent: Any, rules: Commitments) -> Iterator[Callable[[], Told]]:
    if sent is None:
        return
    if not isinstance(sent, list):
        yield _raising(NotRead("events", N_("应当是列表")))
        return
    if len(sent) > MOST_EVENTS:
        yield _raising(NotRead("events", N_("最多 %(most)s 项"), most=str(MOST_EVENTS)))
        return
    for place, each in enumerate(sent):
        yield _reading(each, f"events.{place}", rules)


def _reading(sent: Any, path: str, rules: Commitments) -> Callable[[], Told]:
    def read() -> Told:
        if not isinstance(sent, Mapping):
            raise NotRead(path, N_("应当是一个对象"))
        name = sent.get("event")
        event = rules.event(name) if isinstance(name, str) else None
        if event is None:
            known = "、".join(rules.events)
            raise NotRead(f"{path}.event", N_("不认识这个事件；可以是 %(known)s"), known=known)
        ref = sent.get("ref") or ""
        if not isinstance(ref, str) or len(ref) > _LONGEST:
            raise NotRead(f"{path}.ref", N_("应当是文字"))
        return Told(event=event.id, moment=_moment(sent, path), ref=ref)

    return read


def _raising(wrong: NotRead) -> Callable[[], Told]:
    def read() -> Told:
        raise wrong

    return read


def _kept(errors: list[FieldError], reads: Iterator[Callable[[], Told]]) -> Iterator[Told]:
    for read in reads:
        try:
            yield read()
        except NotRead as wrong:
            errors.append(wrong.error)


def _moment(sent: Mapping[str, Any], path: str) -> Moment:
    at, not_yet = sent.get("at"), sent.get("not_yet_at")
    if (at in (None, "")) == (not_yet in (None, "")):
        raise NotRead(
            f"{path}.at", N_("写明发生的时间 at，或者还没有发生时的时间 not_yet_at，二者之一")
        )
    if at not in (None, ""):
        return read_moment(at, f"{path}.at")
    seen = read_moment(not_yet, f"{path}.not_yet_at")
    return Moment.not_yet(seen.earliest)


def _answers(body: Mapping[str, Any], key: str, errors: list[FieldError]) -> dict[str, bool]:
    sent = body.get(key)
    if sent is None:
        return {}
    if not isinstance(sent, Mapping):
        errors.append(FieldError(key, N_("应当是一个对象")))
        return {}
    read: dict[str, bool] = {}
    for name, value in sent.items():
        answer = read_answer(value)
        if answer is None and value not in (None, ""):
            errors.append(FieldError(f"{key}.{str(name)[:_LONGEST]}", N_("应当是 true 或 false")))
        elif answer is not None:
            read[str(name)] = answer
    return read


def _figures(sent: Any, errors: list[FieldError]) -> Figures:
    if sent is None:
        return Figures()
    if not isinstance(sent, Mapping):
        errors.append(FieldError("values", N_("应当是一个对象")))
        return Figures()
    numbers: dict[str, Decimal | None] = {}
    on = None
    try:
        numbers = {name: read_figure(sent.get(name), f"values.{name}") for name in _FIGURES}
        if sent.get("on") not in (None, ""):
            on = read_moment(sent["on"], "values.on").first_on
    except NotRead as wrong:
        errors.append(wrong.error)
    rest = {name: value for name, value in sent.items() if name not in (*_FIGURES, "on")}
    return Figures(**numbers, on=on, answers=_answers({"values": rest}, "values", errors))


def _unfit(
    commitment: Commitment, told: list[Told], conditions: Mapping[str, bool], figures: Figures
) -> Iterator[FieldError]:
    """Yield what contradicts itself or is meant for another promise."""
    many = commitment.kind in {Kind.MEAN_HOURS, Kind.AT_MOST}
    seen = set()
    for place, each in enumerate(told):
        key = (each.event, each.ref if many else "")
        again = key in seen and each.event in commitment.events
        if again and commitment.kind is not Kind.AT_MOST:
            yield FieldError(f"events.{place}.event", N_("同一个事件写了两次"))
        seen.add(key)
    known = {each.id for each in commitment.conditions}
    for name in conditions:
        if name not in known:
            yield FieldError(f"conditions.{name[:_LONGEST]}", N_("这项承诺没有这个条件"))
    parts = {each.id for each in commitment.parts}
    for name in figures.answers:
        if name not in parts:
            yield FieldError(f"values.{name[:_LONGEST]}", N_("这项承诺没有这个问题"))
    if figures.part is not None and figures.whole is not None and figures.part > figures.whole:
        yield FieldError("values.part", N_("分子不能大于分母"))
