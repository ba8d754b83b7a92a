"""Import what firms told in the yearly survey: good rows are kept, bad ones are named."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from services.complaints.domain.catalogue.reasons import UNIT_WORDS
from services.complaints.domain.commitments.survey import SurveyRow, SurveyRules
from services.complaints.ports.survey import SurveyStore
from services.complaints.usecases.commitments.imported import Imported
from shared.errors import FieldError, Invalid
from shared.words import N_

BATCH = 500
FIRST_YEAR = 2017
_CONTAINERS = {"": "", "20": "20", "40": "40", "45": "45"}
_LARGEST = Decimal(10_000_000)
_LONGEST = 60
_FORMULA = ("=", "+", "@", "\t")
_CENT = Decimal("0.01")


def import_survey(
    rows: Iterable[tuple[int, Mapping[str, str]]],
    *,
    city: str,
    rules: SurveyRules,
    survey: SurveyStore | None,
    today: date,
) -> Imported:
    """Return what came of the rows of a file.

    Args:
        rows: number and cells by header.
        city: whose survey it is.
        rules: columns and kinds of firms.
        survey: where it is kept; None only looks.
        today: a later year cannot have been surveyed.

    Raises:
        Invalid: a column is missing, or there is no row at all.
    """
    found = Imported()
    batch: dict[tuple[object, ...], SurveyRow] = {}
    for number, row in rows:
        found.rows += 1
        if not found.columns:
            found.columns = _columns_of(row, rules)
        told, errors = read_survey_row(row, found.columns, rules, today=today)
        if told is None:
            found.refuse(number, errors)
            continue
        found.good += 1
        batch[*told.group, told.firm] = told
        if len(batch) >= BATCH:
            _put(batch, found, city, survey)
    _put(batch, found, city, survey)
    if not found.rows:
        raise Invalid(N_("文件里没有数据行。"))
    return found


def read_survey_row(
    row: Mapping[str, str], columns: Mapping[str, str], rules: SurveyRules, *, today: date
) -> tuple[SurveyRow | None, list[FieldError]]:
    """Return what a row tells, or None and what is wrong with it."""
    cells = {key: _cell(row.get(column, "")) for key, column in columns.items()}
    formulas = [key for key, text in cells.items() if text.startswith(_FORMULA)]
    errors = [FieldError(key, N_("单元格里是公式，不计算，请换成数值")) for key in formulas]
    errors += [
        FieldError(key, N_("不能为空，最多 %(most)s 个字"), {"most": str(_LONGEST)})
        for key in ("firm", "item")
        if not 0 < len(cells[key]) <= _LONGEST
    ]
    kind, unit = _kinds(rules).get(_plain(cells["kind"])), _unit(cells["unit"])
    container, price = _container(cells["container"]), _price(cells["price"])
    year = _year(cells["year"], today)
    known = {"kind": kind, "unit": unit, "container": container, "price": price, "year": year}
    errors += [
        FieldError(key, message)
        for key, message in _WRONG.items()
        if known[key] is None and key not in formulas
    ]
    if errors or year is None or kind is None or unit is None:
        return None, errors
    if container is None or price is None:
        return None, errors
    told = {"firm": cells["firm"], "item": cells["item"], "container": container, "unit": unit}
    return SurveyRow(year=year, kind=kind, price=price, **told), []


_WRONG = {
    "year": N_("年份写成 2026，不早于 2017，不晚于今年"),
    "kind": N_("不认识这种企业类型"),
    "container": N_("箱型是 20、40、45，或者不填"),
    "unit": N_("不认识这个计价单位"),
    "price": N_("价格写成数字，元，最多两位小数"),
}


def _columns_of(header: Iterable[str], rules: SurveyRules) -> dict[str, str]:
    names = {
        _plain(name): each.id
        for each in rules.columns
        for name in (each.id, each.zh, each.en, *each.aliases)
    }
    found: dict[str, str] = {}
    for column in header:
        known = names.get(_plain(column))
        if known is not None:
            found.setdefault(known, column)
    missing = [each.id for each in rules.columns if each.id not in found]
    if missing:
        errors = [FieldError(name, N_("文件里没有这一列")) for name in missing]
        raise Invalid(N_("文件缺少必需的列。"), errors=errors)
    return found


def _put(
    batch: dict[tuple[object, ...], SurveyRow],
    found: Imported,
    city: str,
    survey: SurveyStore | None,
) -> None:
    if batch and survey is not None:
        found.keep(survey.put(city, list(batch.values())))
    batch.clear()


def _kinds(rules: SurveyRules) -> dict[str, str]:
    return {
        _plain(name): each.id
        for each in rules.kinds
        for name in (each.id, each.zh, each.en, *each.aliases)
    }


def _unit(text: str) -> str | None:
    names = {word: unit for unit, word in UNIT_WORDS.items()} | {unit: unit for unit in UNIT_WORDS}
    return names.get(text.lower().removeprefix("元/"))


def _container(text: str) -> str | None:
    return _CONTAINERS.get(re.sub(r"(英尺|尺|'|gp|hq)$", "", text.lower()))


def _price(text: str) -> Decimal | None:
    try:
        price = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    if not price.is_finite() or not 0 <= price <= _LARGEST:
        return None
    return price if price == price.quantize(_CENT) else None


def _year(text: str, today: date) -> int | None:
    match = re.fullmatch(r"(\d{4})年?", text, re.ASCII)
    year = int(match[1]) if match else 0
    return year if FIRST_YEAR <= year <= today.year else None


def _cell(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _plain(text: str) -> str:
    return re.sub(r"[\s_（）()-]+", "", unicodedata.normalize("NFKC", text).lower())
