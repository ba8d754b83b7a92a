"""What two pages say of the same step, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.complaints.container import Container
from services.complaints.domain.catalogue.reasons import KEY_WORDS
from services.complaints.routes.cases.filing_form import MATTERS, Filing
from services.complaints.routes.cases.linked_view import SERVICE_NAMES
from services.complaints.routes.catalogue import check_view
from services.complaints.usecases.catalogue.read_facts import FACT_KEYS
from shared.web.forms import is_row
from shared.web.language import say, words
from shared.words import N_

NAMES: Mapping[str, str] = {
    "matter": N_("收费有什么问题"),
    "city": N_("在哪个口岸"),
    "respondent.name": N_("收费单位的名称"),
    "respondent.uscc": N_("统一社会信用代码"),
    "bill_no": N_("账单号或发票号"),
    "narrative": N_("发生了什么"),
    "request": N_("您的请求"),
    "reporter.name": N_("联系人"),
    "reporter.phone": N_("电话"),
    "reporter.email": N_("电子邮箱"),
    "reporter.address": N_("地址"),
    "secret": N_("是否保密"),
    "channel": N_("怎么收到的"),
    "category": N_("类别"),
    "unnamed": N_("反映人不愿留名"),
    "reporter.company": N_("反映人的单位"),
    "reporter.uscc": N_("反映人单位的统一社会信用代码"),
    "agent.name": N_("代理人"),
    "agent.phone": N_("代理人电话"),
    "agent.id_no": N_("代理人证件号码"),
    "agent.scope": N_("委托的事项和权限"),
    "agent.until": N_("委托截止日期"),
    "agent.mandate": N_("授权委托书"),
    "dispute": N_("是否请主管部门调解"),
    "consent": N_("是否同意让收费单位知道"),
    "publish": N_("同意公开处理结果"),
    "delegated": N_("同意委托调解"),
    **{f"service.{name}": text for name, text in SERVICE_NAMES.items()},
}
NAMES_OF_LINE: Mapping[str, str] = {
    "item": N_("账单上的项目名称"),
    "quantity": N_("数量"),
    "unit": N_("计价单位"),
    "amount": N_("金额（元）"),
    "charged_on": N_("收费日期"),
    "container": N_("箱型"),
    "loaded": N_("空重"),
    "trade": N_("贸易"),
    "direction": N_("方向"),
    "cargo": N_("货物"),
    **{key: KEY_WORDS[key] for key in FACT_KEYS if key in KEY_WORDS},
    "from": N_("期间从"),
    "to": N_("到"),
}
_AGREED: Mapping[str, str] = {"yes": N_("同意"), "no": N_("不同意")}
CHOICES: Mapping[str, Mapping[str, str]] = {
    "matter": dict(MATTERS),
    "dispute": {"yes": N_("请调解"), "no": N_("不用")},
    "consent": _AGREED,
    "publish": _AGREED,
    "delegated": _AGREED,
    "secret": {"yes": N_("保密"), "no": N_("不保密")},
    "container": dict(check_view.CONTAINERS),
    "loaded": dict(check_view.LOADED),
    "trade": dict(check_view.TRADES),
    "direction": dict(check_view.DIRECTIONS),
    "cargo": dict(check_view.CARGOES),
    "ship_type": dict(check_view.SHIP_TYPES),
    "berth": dict(check_view.BERTHS),
    "container_type": dict(check_view.BOX_TYPES),
    **{key: dict(check_view.YES_NO) for key in ("night", "holiday", "irregular")},
}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field of which two pages say different things; "" where one says nothing."""

    name: str
    theirs: str
    mine: str


def differences(step: str, theirs: Filing, mine: Filing, c: Container) -> list[Difference]:
    """Return the fields of a step that differ, in the order of the form."""
    one, other = theirs.of_step(step), mine.of_step(step)
    paths = [*other, *(path for path in one if path not in other)]
    return [
        Difference(
            name=_name(path),
            theirs=_text(path, one.get(path, ""), c),
            mine=_text(path, other.get(path, ""), c),
        )
        for path in sorted(paths, key=_place)
        if one.get(path, "") != other.get(path, "")
    ]


def _place(path: str) -> tuple[int, int]:
    """Return where a field stands: lines by their number, then as the names are listed."""
    number, field = _line(path)
    names = list(NAMES_OF_LINE if number >= 0 else NAMES)
    return number, names.index(field) if field in names else len(names)


def _line(path: str) -> tuple[int, str]:
    """Return the number of the line and the field in it; -1 for a field outside of lines."""
    _, _, rest = path.partition("lines.")
    number, _, field = rest.partition(".")
    return (int(number), field) if is_row(number) else (-1, path)


def _name(path: str) -> str:
    number, field = _line(path)
    if number < 0:
        return say(NAMES.get(field, field))
    name = say(NAMES_OF_LINE.get(field, field))
    return say(N_("第 %(number)s 行，%(name)s"), {"number": number + 1, "name": name})


def _text(path: str, typed: str, c: Container) -> str:
    _, field = _line(path)
    if field == "city" and typed in c.rules.parties.cities:
        return words(c.rules.parties.cities[typed])
    if field == "unit":
        return dict(check_view.unit_choices()).get(typed, typed) if typed else ""
    if typed and typed in CHOICES.get(field, {}):
        return say(CHOICES[field][typed])
    return typed
