"""What is answered where no row fits: a person must look, unless a complete list says no."""

from collections.abc import Sequence
from datetime import date
from itertools import islice, takewhile

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.bill_rules import holds
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.fitting import Candidate, misfits
from services.complaints.domain.catalogue.line_check import Finding, LineCheck, row_match
from services.complaints.domain.catalogue.matching import likeness, match_name
from services.complaints.domain.catalogue.name_index import (
    index_at,
    nearest_writings,
    similar_at,
)
from services.complaints.domain.catalogue.price_row import PriceList
from services.complaints.domain.catalogue.reasons import Sentence, key_list, money
from services.complaints.domain.catalogue.selection import (
    Selection,
    ambiguous_rows,
    at_place,
)
from services.complaints.domain.catalogue.unlisted_boxes import asks_for_volume
from services.complaints.domain.catalogue.weighing import NOTHING, round_money
from shared.words import N_

_SHOWN = 12
_NEAREST = 3
_RESEMBLES = 0.4


def officer_check(
    *sentences: Sentence, rows: Sequence[Candidate] = (), ask: tuple[str, ...] = ()
) -> LineCheck:
    """Return that a person must look, with the rows to look at."""
    return LineCheck(
        finding=Finding.NEEDS_OFFICER,
        sentences=sentences,
        rows=tuple(row_match(each) for each in rows[:_SHOWN]),
        ask=ask,
    )


def unlisted_check(asked: Asked, day: date, catalogue: Catalogue) -> LineCheck:
    """Return what is said of an item that no row of its place carries."""
    if _not_comparable(asked, catalogue):
        return officer_check(Sentence(N_("这样的名称不是口岸收费目录里的项目，系统不核对。")))
    alike = _alike(asked, day, catalogue)
    if alike:
        return doubtful_check(asked, alike)
    elsewhere = _of_other_bodies(asked, day, catalogue)
    if elsewhere:
        return officer_check(
            Sentence(N_("目录列有这一项，但公布的收费单位是“%(body)s”。"), {"body": elsewhere})
        )
    complete = catalogue.complete_list(asked.port, day, asked.body or asked.uscc)
    if complete is None:
        return officer_check(Sentence(N_("没有可用的目录。")), *_known_later(asked, day, catalogue))
    if _is_deposit(asked, day, catalogue):
        return officer_check(Sentence(N_("押金、保证金不是收费项目，目录不列，系统不核对。")))
    return not_listed_check(asked, complete, _nearest(asked, day, catalogue))


def _is_deposit(asked: Asked, day: date, catalogue: Catalogue) -> bool:
    """Return whether a name speaks of money that is to come back, a clue on the whole bill."""
    return any(
        sign.kind == "deposit" and holds(sign, day) and any(map(sign.is_in, asked.keys))
        for sign in catalogue.bill_rules.signs
    )


def _not_comparable(asked: Asked, catalogue: Catalogue) -> bool:
    """Return whether a name says nothing that a Chinese catalogue could hold or lack."""
    key = asked.keys[0]
    return (
        catalogue.names.outside_catalogues(key)
        or len(key) == 1
        or not any("\u4e00" <= each <= "\u9fff" for each in key)
    )


def doubtful_check(asked: Asked, rows: Sequence[Candidate]) -> LineCheck:
    """Return that a name only resembles rows, which are shown to choose from, likely ones first."""
    return officer_check(
        Sentence(N_("名称与目录条目只是相近，系统不猜；请从相近条目中选定一项再核对。")),
        rows=sorted(rows, key=lambda each: len(misfits(asked, each.entry))),
        ask=("item",),
    )


def not_listed_check(asked: Asked, complete: PriceList, rows: Sequence[Candidate]) -> LineCheck:
    """Return that a complete catalogue does not hold the charge: all of it is outside.

    Source: 价格法 arts 13, 42; 价格违法行为行政处罚规定 art 13（三）.
    """
    charged = round_money(asked.line.amount)
    said = [
        Sentence(
            N_("《%(list)s》是完整目录，其中没有这一项；实收 %(charged)s 元在目录之外。"),
            {"list": complete.title["zh"], "charged": money(charged)},
        )
    ]
    if any(not row.dates_known for row in complete.rows):
        said.append(_known_from(complete))
    return LineCheck(
        finding=Finding.NOT_LISTED,
        sentences=tuple(said),
        allowed=NOTHING,
        over=charged,
        rows=tuple(row_match(each) for each in rows[:_SHOWN]),
        violation="P3",
    )


def out_of_force_check(
    asked: Asked, day: date, selection: Selection, catalogue: Catalogue
) -> LineCheck:
    """Return what is said of an item whose rows did not apply on the day."""
    complete = catalogue.complete_list(asked.port, day, asked.body or asked.uscc)
    if complete and any(each.entry.home is complete for each in selection.named):
        return not_listed_check(asked, complete, selection.named)
    first = min(each.row.effective_from for each in selection.named)
    ends = [each.row.effective_to for each in selection.named]
    last = max(end for end in ends if end) if all(ends) else None
    text = (
        N_("已录入的条目从 %(first)s 起执行，没有收费日有效的目录。")
        if last is None
        else N_("已录入的条目从 %(first)s 至 %(last)s 执行，没有收费日有效的目录。")
    )
    params = {"first": first.isoformat(), "last": last.isoformat() if last else ""}
    return officer_check(Sentence(text, params), rows=selection.named)


def misfit_check(asked: Asked, rows: Sequence[Candidate]) -> LineCheck:
    """Return that the item is listed, but not for the conditions of the line."""
    missed = [misfits(asked, each.entry) for each in rows]
    by_length = ("container",) in missed and asked.container is not None
    fewest = min(len(keys) for keys in missed)
    near = [
        (each, keys)
        for each, keys in zip(rows, missed, strict=True)
        if len(keys) == fewest and (not by_length or keys == ("container",))
    ]
    nearest = [each for each, _ in near]
    keys = tuple(dict.fromkeys(key for _, keys in near for key in keys))
    volume = ("box_volume_m3",) if asks_for_volume(asked, rows) else ()
    return officer_check(
        Sentence(
            N_("目录列有这一项，但没有适用于这笔收费的标准（%(keys)s不同）。"),
            {"keys": key_list(keys)},
        ),
        rows=nearest,
        ask=(*keys, *volume),
    )


def _known_from(known: PriceList) -> Sentence:
    return Sentence(
        N_("这份目录没有注明日期，自 %(day)s 起已知。"), {"day": known.known_from.isoformat()}
    )


def _known_later(asked: Asked, day: date, catalogue: Catalogue) -> tuple[Sentence, ...]:
    later = [each for each in catalogue.lists if asked.port in each.ports and not each.covers(day)]
    return tuple(
        Sentence(
            N_("《%(list)s》自 %(day)s 起已知，不用于更早的收费。"),
            {"list": each.title["zh"], "day": each.known_from.isoformat()},
        )
        for each in later[:1]
    )


def _of_other_bodies(asked: Asked, day: date, catalogue: Catalogue) -> str | None:
    if asked.port is None:
        return None
    return next(
        (
            entry.row.body
            for entry in index_at(asked.port, catalogue).may_mean(asked)
            if not entry.home.national
            and entry.row.in_force(day)
            and match_name(asked, entry) is not None
        ),
        None,
    )


def _alike(asked: Asked, day: date, catalogue: Catalogue) -> tuple[Candidate, ...]:
    """Return the rows whose names are ambiguous or like the item's, in the catalogue's order."""
    meant = ambiguous_rows(asked, day, catalogue)
    like = at_place(asked, day, similar_at(asked, catalogue))
    both = {each.row.id: each for each in (*meant, *like)}
    order = catalogue.order
    return tuple(sorted(both.values(), key=lambda each: order[each.row.id]))


def _nearest(asked: Asked, day: date, catalogue: Catalogue) -> tuple[Candidate, ...]:
    name, same = asked.keys[0], index_at(asked.port, catalogue).same
    near = takewhile(
        lambda entry: likeness(name, entry.item_key) >= _RESEMBLES,
        nearest_writings(name, asked.port, catalogue),
    )
    rows = (row for one in near for row in at_place(asked, day, same[one.row.id]))
    return tuple(islice((row for row in rows if not row.entry.home.national), _NEAREST))
