"""From a row of a file to a declaration; what is wrong names its column."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from services.complaints.domain.commitments.clearance import (
    EXPORT,
    IMPORT,
    ClearanceRules,
    Declaration,
)
from services.complaints.usecases.commitments.read_told import NotRead, read_moment
from shared.errors import FieldError, Invalid
from shared.words import N_

_DIRECTIONS = {"import": IMPORT, "进口": IMPORT, "i": IMPORT, "export": EXPORT, "出口": EXPORT,
               "e": EXPORT}  # fmt: skip
_NUMBER = re.compile(r"[A-Za-z0-9_-]{4,40}")
_LONGEST = 60
_ORDER = (
    ("declaration", "inspection_order"),
    ("inspection_order", "inspection_end"),
    ("inspection_end", "release"),
    ("declaration", "release"),
)
_IMPORT_ORDER = (("ship_arrival", "release"), ("release", "gate_out"))
_FORMULA = ("=", "+", "@", "\t")


def columns_of(header: Iterable[str], rules: ClearanceRules) -> dict[str, str]:
    """Return the column of each thing a file holds, `{"release": "放行时间"}`.

    Raises:
        Invalid: a column that is needed is missing.
    """
    names = {
        _plain(name): each.id
        for each in (*rules.columns, *rules.nodes)
        for name in (each.id, each.zh, each.en, *each.aliases)
    }
    found: dict[str, str] = {}
    for column in header:
        known = names.get(_plain(column))
        if known is not None:
            found.setdefault(known, column)
    ends = {node for method in rules.methods.values() for node in (method.start, method.end)}
    missing = [need for need in ("declaration_no", "direction", *sorted(ends)) if need not in found]
    if missing:
        errors = [FieldError(name, N_("文件里没有这一列")) for name in missing]
        raise Invalid(N_("文件缺少必需的列。"), errors=errors)
    return found


def read_declaration(
    row: Mapping[str, str], columns: Mapping[str, str], rules: ClearanceRules, *, now: datetime
) -> tuple[Declaration | None, list[FieldError]]:
    """Return the declaration of a row, or None and what is wrong with it."""
    cells = {key: _cell(row.get(column, "")) for key, column in columns.items()}
    errors = [
        FieldError(key, N_("单元格里是公式，不计算，请换成数值"))
        for key, text in cells.items()
        if text.startswith(_FORMULA)
    ]
    direction = _DIRECTIONS.get(cells["direction"].lower())
    if direction is None:
        errors.append(FieldError("direction", N_("应当是进口或者出口")))
    if not _NUMBER.fullmatch(cells["declaration_no"]):
        errors.append(FieldError("declaration_no", N_("报关单号应当是 4 至 40 位字母或数字")))
    errors += [
        FieldError(key, N_("最多 %(most)s 个字"), {"most": str(_LONGEST)})
        for key in ("office", "mode")
        if len(cells.get(key, "")) > _LONGEST
    ]
    nodes = _nodes(cells, rules, errors)
    errors += _out_of_order(nodes, direction, now)
    if errors or direction is None:
        return None, errors
    return (
        Declaration(
            number=cells["declaration_no"],
            direction=direction,
            office=cells.get("office", ""),
            mode=cells.get("mode", ""),
            nodes=nodes,
        ),
        [],
    )


def _nodes(
    cells: Mapping[str, str], rules: ClearanceRules, errors: list[FieldError]
) -> dict[str, datetime]:
    nodes: dict[str, datetime] = {}
    for node in rules.nodes:
        text = cells.get(node.id, "")
        if not text:
            continue
        try:
            moment = read_moment(text, node.id)
        except NotRead as wrong:
            errors.append(wrong.error)
            continue
        if moment.is_exact:
            nodes[node.id] = moment.earliest
        else:
            errors.append(FieldError(node.id, N_("要写到几点几分")))
    return nodes


def _out_of_order(
    nodes: Mapping[str, datetime], direction: str | None, now: datetime
) -> list[FieldError]:
    """Return what cannot have happened; goods may be declared before the ship is there."""
    errors = [
        FieldError(later, N_("早于它前面的节点"))
        for earlier, later in (*_ORDER, *(_IMPORT_ORDER if direction == IMPORT else ()))
        if earlier in nodes and later in nodes and nodes[later] < nodes[earlier]
    ]
    soon = now + timedelta(days=1)
    return [*errors, *(FieldError(n, N_("时间还没有到")) for n, at in nodes.items() if at > soon)]


def _cell(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(" \r\n\u3000").strip("'")


def _plain(text: str) -> str:
    return re.sub(r"[\s_（）()-]+", "", unicodedata.normalize("NFKC", text).lower())
