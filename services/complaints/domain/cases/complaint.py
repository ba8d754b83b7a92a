"""What a reporter hands in, as written, and what can be wrong with it."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from services.complaints.domain.cases.number_problems import amount_problem, quantity_problem
from services.complaints.domain.cases.origin import ConsentKind
from services.complaints.domain.cases.problems import too_long
from services.complaints.domain.cases.reporter import (
    NOBODY,
    Registrar,
    Reporter,
    reporter_problems,
)
from services.complaints.domain.cases.service_matter import ServiceMatter, service_problems
from services.complaints.domain.cases.sizes import MOST_CHARACTERS
from services.complaints.domain.catalogue.facts import NO_FACTS, Facts
from services.complaints.domain.search.visibility import name_key
from shared.clock import local_date
from shared.errors import FieldError, Invalid
from shared.uscc import clean, problem_with
from shared.words import N_

__all__ = ["NOBODY", "FileComplaint", "Reporter", "WrittenLine", "check_complaint"]

MOST_LINES = 200
MOST_ATTACHMENTS = 20
MOST_SHORT = 200
EARLIEST = date(1990, 1, 1)
CHOICES = {
    "container": ("20", "40", "45"),
    "trade": ("foreign", "domestic", "transit"),
    "direction": ("import", "export"),
    "cargo": ("general", "dangerous", "reefer"),
}


@dataclass(frozen=True, kw_only=True)
class WrittenLine:
    """One line of the bill as the reporter wrote it; None is unknown. Amounts are CNY."""

    item: str
    amount: Decimal
    charged_on: date | None = None
    body: str | None = None
    port: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    container: str | None = None
    trade: str | None = None
    direction: str | None = None
    loaded: bool | None = None
    cargo: str | None = None
    facts: Facts = NO_FACTS


@dataclass(frozen=True, kw_only=True)
class FileComplaint:
    """A complaint about fees, about a service, or both, as it was handed in.

    Args:
        reporter: None for an anonymous report, which is always secret.
        city: id of the city of the act, e.g. `haiyang`.
        channel: a code of the track's list `channel`.
        respondent_uscc: as typed; None when the respondent is given by name.
        attachments: ids of files uploaded before.
        secret: whether the reporter is kept secret from the respondent; on by default.
        service: what is complained of beside fees; None without.
        dispute: whether the reporter asks for mediation too; it needs a consent.
        consents: what the reporter agreed to.
        ticket: what the hotline's ticket told beside it, by field; empty without one.
        category: code of a node of the tree; `answers` to its questions by code.
        registrar: the clerk who took it down for the reporter; None where the reporter filed.
    """

    city: str
    channel: str
    reporter: Reporter | None
    respondent_name: str
    narrative: str
    lines: tuple[WrittenLine, ...]
    respondent_uscc: str | None = None
    request: str = ""
    title: str = ""
    bill_no: str = ""
    attachments: tuple[str, ...] = ()
    secret: bool = True
    language: str = "zh"
    service: ServiceMatter | None = None
    dispute: bool = False
    consents: tuple[ConsentKind, ...] = ()
    registrar: Registrar | None = None
    ticket: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def by(self) -> str:
        """The `sub` of whoever hands it in; empty without a name."""
        return self.registrar.sub if self.registrar else self.giver.sub

    @property
    def giver(self) -> Reporter:
        """Who reports, without any value where nobody says."""
        return self.reporter or NOBODY

    @property
    def uscc(self) -> str | None:
        """The respondent's code cleaned of blanks and width, None without one."""
        return clean(self.respondent_uscc) or None if self.respondent_uscc else None

    @property
    def said(self) -> "FileComplaint":
        """What is handed in, in whichever language the page or the program then stands."""
        return replace(self, language=FileComplaint.language)


def check_complaint(command: FileComplaint, *, cities: frozenset[str], now: datetime) -> None:
    """Look at everything that can be seen without rules or stores.

    Raises:
        Invalid: all problems at once, each with its path, e.g. `lines.0.amount`.
    """
    problems = [
        *_respondent_problems(command),
        *_text_problems(command, cities),
        *_line_problems(command, local_date(now)),
        *service_problems(command.service, now),
        *_attachment_problems(command),
        *reporter_problems(command.giver, command.attachments, local_date(now)),
        *_registration_problems(command),
    ]
    if problems:
        raise Invalid(N_("有内容需要修改"), errors=problems)


def _respondent_problems(command: FileComplaint) -> Iterator[FieldError]:
    code = command.uscc
    if code:
        problem = problem_with(code, "respondent.uscc")
        if problem:
            yield problem
        elif code == command.giver.uscc:
            yield FieldError("respondent.uscc", N_("这是您自己单位的代码，请填写被举报单位的代码"))
    if _is_own_firm(command):
        yield FieldError("respondent.name", N_("这是您自己单位的名称，请填写被举报单位的名称"))
    elif not code and not command.respondent_name.strip() and not _names_authority(command):
        yield FieldError("respondent.name", N_("请填写被举报单位的名称或者统一社会信用代码"))
    yield from _if_any(too_long("respondent.name", command.respondent_name, MOST_SHORT))


def _is_own_firm(command: FileComplaint) -> bool:
    """Tell whether a firm's account names that firm: all its people could read the report."""
    own = name_key(command.giver.company)
    return bool(own) and name_key(command.respondent_name) == own


def _names_authority(command: FileComplaint) -> bool:
    """Tell whether nobody but the authority of the service is complained of."""
    service = command.service
    return not command.lines and service is not None and bool(service.authority.strip())


def _text_problems(command: FileComplaint, cities: frozenset[str]) -> Iterator[FieldError]:
    if command.city not in cities:
        yield FieldError("city", N_("请选择口岸所在城市"))
    if not command.narrative.strip():
        yield FieldError("narrative", N_("请写明发生了什么"))
    yield from _if_any(
        too_long("narrative", command.narrative, MOST_CHARACTERS),
        too_long("request", command.request, MOST_CHARACTERS),
        too_long("title", command.title, MOST_SHORT),
        too_long("bill_no", command.bill_no, MOST_SHORT),
    )
    if command.language not in {"zh", "en"}:
        yield FieldError("language", N_("请选择中文或者英文"))


def _registration_problems(command: FileComplaint) -> Iterator[FieldError]:
    """Yield that a clerk left out who came, which is asked for what is not anonymous."""
    if command.registrar and command.reporter and not command.reporter.name.strip():
        yield FieldError("reporter.name", N_("请填写反映人的姓名或者单位"))


def _line_problems(command: FileComplaint, today: date) -> Iterator[FieldError]:
    if not command.lines and command.service is None:
        yield FieldError("lines", N_("请至少填写一项收费，或者填写服务问题"))
    if len(command.lines) > MOST_LINES:
        yield FieldError("lines", N_("一次最多填写 %(most)s 项收费"), {"most": MOST_LINES})
        return
    for index, line in enumerate(command.lines):
        yield from _problems_of(line, f"lines.{index}", today)


def _problems_of(line: WrittenLine, path: str, today: date) -> Iterator[FieldError]:
    if not line.item.strip():
        yield FieldError(f"{path}.item", N_("请填写账单上的项目名称"))
    yield from _if_any(
        too_long(f"{path}.item", line.item, MOST_SHORT),
        too_long(f"{path}.body", line.body or "", MOST_SHORT),
        too_long(f"{path}.port", line.port or "", MOST_SHORT),
        too_long(f"{path}.unit", line.unit or "", MOST_SHORT),
        amount_problem(f"{path}.amount", line.amount),
        quantity_problem(f"{path}.quantity", line.quantity),
        _day_problem(f"{path}.charged_on", line.charged_on, today),
        _period_problem(f"{path}.from", line.facts, today),
        *(
            _choice_problem(f"{path}.{name}", getattr(line, name), choices)
            for name, choices in CHOICES.items()
        ),
    )


def _day_problem(path: str, day: date | None, today: date) -> FieldError | None:
    if day is None:
        return FieldError(path, N_("请填写收费日期"))
    if day > today:
        return FieldError(path, N_("收费日期不能晚于今天"))
    if day < EARLIEST:
        return FieldError(path, N_("收费日期不能早于 1990 年"))
    return None


def _period_problem(path: str, facts: Facts, today: date) -> FieldError | None:
    days = (facts.period_from, facts.period_to)
    if any(day is not None and day > today for day in days):
        return FieldError(path, N_("日期不能晚于今天"))
    return None


def _choice_problem(path: str, value: str | None, choices: tuple[str, ...]) -> FieldError | None:
    if value is None or unicodedata.normalize("NFKC", value) in choices:
        return None
    return FieldError(path, N_("只能是：%(choices)s"), {"choices": ", ".join(choices)})


def _attachment_problems(command: FileComplaint) -> Iterator[FieldError]:
    if len(command.attachments) > MOST_ATTACHMENTS:
        yield FieldError("attachments", N_("最多 %(most)s 份附件"), {"most": MOST_ATTACHMENTS})
    if len(set(command.attachments)) != len(command.attachments):
        yield FieldError("attachments", N_("同一份附件只需上传一次"))


def _if_any(*problems: FieldError | None) -> Iterator[FieldError]:
    yield from (problem for problem in problems if problem is not None)
