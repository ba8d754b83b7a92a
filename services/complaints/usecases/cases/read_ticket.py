"""Read one row of a file of tickets as a complaint."""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from services.complaints.domain.cases.complaint import FileComplaint, Reporter, WrittenLine
from services.complaints.domain.cases.problems import too_long
from services.complaints.domain.cases.reporter import Registrar
from services.complaints.domain.cases.service_matter import MOST_SHORT, ServiceMatter
from services.complaints.domain.cases.sizes import MOST_CHARACTERS
from services.complaints.domain.cases.ticket import KEPT, REDACTED
from services.complaints.domain.parties.party_rules import PartyRules
from shared.errors import FieldError
from shared.words import N_

CHANNEL = "12345"
FORMULA = "="
NOT_TOLD = "工单未写明"
NO = frozenset({"否", "不", "n", "no", "false", "0", "公开"})


def read_ticket(
    cells: Mapping[str, str], *, registrar: Registrar, city: str | None, parties: PartyRules
) -> tuple[FileComplaint | None, list[FieldError]]:
    """Return the complaint of a row, or None and what is wrong with its cells by field.

    A ticket with a charge is a report; one without is a matter of service.
    """
    wrong = [
        FieldError(field, N_("是公式，不计算；请改成数值"))
        for field, text in cells.items()
        if text.startswith(FORMULA)
    ]
    wrong += _too_long(cells)
    wrong += [
        FieldError(field, N_("请填写")) for field in ("order_no", "content") if not cells.get(field)
    ]
    place = _city(cells.get("city", ""), parties) or city
    if place is None:
        wrong.append(FieldError("city", N_("没有这个口岸城市")))
    line, problems = _line(cells)
    if wrong or problems or place is None:
        return None, [*wrong, *problems]
    return _complaint(cells, place, line, registrar), []


def _too_long(cells: Mapping[str, str]) -> Iterator[FieldError]:
    """Say which of the cells that are kept as they are is longer than a case keeps."""
    for field in (*KEPT, *REDACTED):
        most = MOST_CHARACTERS if field in REDACTED else MOST_SHORT
        if found := too_long(field, cells.get(field, ""), most):
            yield found


def _complaint(
    cells: Mapping[str, str], city: str, line: WrittenLine | None, registrar: Registrar
) -> FileComplaint:
    name = cells.get("respondent") or NOT_TOLD
    return FileComplaint(
        city=city,
        channel=CHANNEL,
        reporter=_reporter(cells),
        respondent_name=name,
        respondent_uscc=cells.get("respondent_uscc") or None,
        narrative=cells["content"],
        lines=(line,) if line else (),
        bill_no=cells.get("bill_no", ""),
        secret=_plain(cells.get("secrecy", "")) not in NO,
        service=None if line else ServiceMatter(),
        registrar=registrar,
    )


def _reporter(cells: Mapping[str, str]) -> Reporter | None:
    """Return the caller; None where the ticket names nobody."""
    phone = cells.get("phone", "")
    name = cells.get("caller", "") or cells.get("company", "") or phone
    if not name:
        return None
    return Reporter(
        sub="",
        name=name,
        phone=phone,
        email=cells.get("mail", ""),
        address=cells.get("contact", ""),
        company=cells.get("company", ""),
    )


def _line(cells: Mapping[str, str]) -> tuple[WrittenLine | None, list[FieldError]]:
    if not cells.get("item"):
        return None, []
    amount, day = _amount(cells.get("amount", "")), _day(cells.get("charged_on", ""))
    wrong = []
    if amount is None:
        wrong.append(FieldError("amount", N_("看不懂这个金额")))
    if day is None:
        wrong.append(FieldError("charged_on", N_("看不懂这个日期，写成 2026-11-12 这样")))
    if amount is None or day is None:
        return None, wrong
    return WrittenLine(item=cells["item"], amount=amount, charged_on=day), []


def _amount(text: str) -> Decimal | None:
    try:
        number = Decimal(_plain(text).replace(",", "").removesuffix("元"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _day(text: str) -> date | None:
    plain = _plain(text).replace("/", "-").replace("年", "-").replace("月", "-").removesuffix("日")
    parts = plain.split(" ")[0].split("-")
    try:
        year, month, day = (int(each) for each in parts)
        return date(year, month, day)
    except ValueError:
        return None


def _city(text: str, parties: PartyRules) -> str | None:
    """Return the id of a city by its id or its Chinese name, with or without 市."""
    wanted = _plain(text).removesuffix("市")
    for city in parties.cities.values():
        if wanted and wanted in {city.id, city.zh.removesuffix("市")}:
            return city.id
    return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()
