"""The columns of a file as a person looks them over and corrects them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.complaints.domain.catalogue.imports.import_words import ImportWords
from shared.web.language import say
from shared.words import N_

ROLE_WORDS: Mapping[str, str] = {
    "number": N_("序号"),
    "port": N_("港口"),
    "body": N_("收费单位"),
    "uscc": N_("统一社会信用代码"),
    "body_type": N_("单位类型"),
    "item": N_("收费项目"),
    "sub_item": N_("子项"),
    "item_code": N_("项目编码"),
    "business": N_("贸易"),
    "direction": N_("进出口方向"),
    "container": N_("箱型"),
    "condition": N_("条件"),
    "rate": N_("收费标准"),
    "price_min": N_("最低价"),
    "price_max": N_("最高价"),
    "unit": N_("计价单位"),
    "minimum": N_("最低收费"),
    "free_days": N_("免费天数"),
    "service": N_("服务内容"),
    "basis": N_("依据"),
    "form": N_("定价形式"),
    "payer": N_("付费方"),
    "discount": N_("优惠"),
    "phone": N_("投诉电话"),
    "effective_from": N_("执行日期"),
    "effective_to": N_("截止日期"),
    "note": N_("备注"),
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column by its heading; `role` is what it holds, `read` what it was taken for itself."""

    title: str
    role: str
    read: str


def columns_shown(
    sheets: Sequence[Mapping[str, Any]], chosen: Mapping[str, str]
) -> tuple[Column, ...]:
    """Return the headings of all sheets, each once, with what they are taken for now."""
    roles: dict[str, str] = {}
    for sheet in sheets:
        for role, told in sheet["columns"].items():
            for title in [told] if isinstance(told, str) else told:
                roles.setdefault(title, role)
        for title in sheet["unknown"]:
            roles.setdefault(title, "")
    found = {title: chosen.get(title, role) for title, role in roles.items() if title}
    # What was corrected stays a correction when the form is sent again.
    return tuple(
        Column(title=title, role=role, read=_never(role) if title in chosen else role)
        for title, role in found.items()
    )


def column_choices(words: ImportWords) -> list[tuple[str, str]]:
    """Return what a column may hold, in the request's language."""
    known = [(role, say(ROLE_WORDS[role])) for role in words.columns if role in ROLE_WORDS]
    return [("", say(N_("并入其他，不单独使用"))), *known]


def _never(role: str) -> str:
    return f"not {role}"
