"""What can be wrong with a record of the respondent's answer, and how the history tells it.

Source: 行政处罚法 arts 45, 64 (from knowledge); that a hearing asked for may be given up again is
a rule of the platform.
"""

from collections.abc import Iterator

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.forms import RecordDefence
from services.complaints.domain.cases.handling import Notice
from services.complaints.domain.cases.problems import need_day, need_text, too_long
from shared.errors import FieldError
from shared.words import N_


def defence_problems(form: RecordDefence, notice: Notice, act: Act) -> Iterator[FieldError | None]:
    """Yield what is wrong with the form, or None."""
    if form.received_on is None:
        yield from _nothing_came(form, notice, act)
        return
    yield need_day("received_on", form.received_on, earliest=notice.given_on, latest=act.today)
    yield need_text("text", form.text)
    if form.hearing_requested and form.waived:
        yield FieldError("hearing_requested", N_("不能同时要求听证和放弃听证"))
    elif form.hearing_requested and notice.hearing:
        yield FieldError("hearing_requested", N_("听证已经记录"))
    elif form.hearing_requested and form.received_on > notice.hearing_until:
        yield FieldError(
            "hearing_requested",
            N_("听证最迟应在 %(until)s 要求，收到时期限已过"),
            {"until": notice.hearing_until.isoformat()},
        )


def _nothing_came(form: RecordDefence, notice: Notice, act: Act) -> Iterator[FieldError | None]:
    yield too_long("text", form.text)
    if act.today <= notice.hearing_until:
        yield FieldError(
            "received_on",
            N_("申辩和听证期限到 %(until)s 为止，期满后才能记录未收到"),
            {"until": notice.hearing_until.isoformat()},
        )
    if notice.defences:
        yield FieldError("received_on", N_("已经有陈述申辩的记录，不能再记录未收到"))
    if form.hearing_requested or form.waived:
        yield FieldError("hearing_requested", N_("没有收到答复时，不能同时记录听证要求或者放弃"))


def told(form: RecordDefence) -> str:
    """Return what the history says, in Chinese."""
    if form.received_on is None:
        return "期满没有收到"
    kind = "放弃陈述申辩和听证：" if form.waived else "要求听证：" if form.hearing_requested else ""
    return f"{kind}{form.text}"
