"""What an officer had typed when the step had gone: every field in words, so that none is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.officer import Officer
from services.complaints.routes.cases.work.action_body import FINDINGS
from shared.web.language import say
from shared.words import N_

Choices = Mapping[str, Sequence[tuple[str, str]]]
_NOT_TYPED = {"key", "csrf_token", "version"}
_LISTS = {
    "kind": ("decision_kind",),
    "level": ("level",),
    "ground": ("filing", "not_filing"),
    "way": ("notice_way", "service_way", "telling_way"),
}
_ANSWERS: Mapping[str, Mapping[str, str]] = {
    "approve": {"true": N_("批准"), "false": N_("退回修改")},
    "confirm": {"true": N_("同意"), "false": N_("退回，继续核查")},
    "upheld": {"true": N_("属实"), "false": N_("不属实")},
    "hearing_requested": {"true": N_("当事人要求听证")},
    "answer": {
        "received": N_("收到"),
        "waived": N_("书面放弃陈述申辩和听证"),
        "none": N_("期满没有收到"),
    },
}


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One field: its name in the form, what was typed, the line of the bill it is about."""

    name: str
    text: str
    line: str = ""


def typed_view(
    posted: MultiDict[str, str], case: Case, *, choices: Choices, colleagues: Sequence[Officer]
) -> list[Typed]:
    """Return what was typed, in the order of the form; lines nobody wrote about are left out."""
    names = {officer.sub: officer.name for officer in colleagues}
    found = []
    for path, value in posted.items(multi=True):
        head, _, rest = path.partition(".")
        place, _, field = rest.partition(".")
        if head in _NOT_TYPED or not value.strip():
            continue
        if head != FINDINGS:
            text = names.get(value, value) if head == "officers" else _words(head, value, choices)
            found.append(Typed(name=head, text=text))
        elif _wrote_about(posted, place) and place.isdigit() and int(place) < len(case.lines):
            line = case.lines[int(place)]
            words = _words(field, value, choices)
            found.append(Typed(name=field, text=words, line=f"{line.no}. {line.item}"))
    return found


def _wrote_about(posted: MultiDict[str, str], place: str) -> bool:
    """Tell whether a line was decided on or has a note; its code and amount came filled in."""
    return any(posted.get(f"{FINDINGS}.{place}.{name}", "").strip() for name in ("upheld", "note"))


def _words(name: str, value: str, choices: Choices) -> str:
    if answer := _ANSWERS.get(name, {}).get(value):
        return say(answer)
    rows = [row for each in _LISTS.get(name, ()) for row in choices.get(each, ())]
    return dict(rows).get(value, value)
