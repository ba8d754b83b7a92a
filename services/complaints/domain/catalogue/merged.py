"""Items that became a part of another: charged beside the whole they may be charged twice."""

from collections.abc import Sequence

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.fitting import Candidate
from services.complaints.domain.catalogue.gaps import officer_check
from services.complaints.domain.catalogue.line_check import LineCheck
from services.complaints.domain.catalogue.matching import names_part_of_whole
from services.complaints.domain.catalogue.reasons import Sentence, money
from shared.words import N_


def split_check(
    asked: Asked, fitting: Sequence[Candidate], wholes: Sequence[Asked]
) -> LineCheck | None:
    """Return that an item was billed beside the all-in item it is a part of, if it was.

    Source: 交通运输部、发展改革委《关于减并港口收费等有关事项的通知》（2022）.
    """
    part = next((each for each in fitting if each.entry.whole), None)
    if part is None or names_part_of_whole(asked, part.entry):
        return None
    if not any(_bills(other, part.entry.whole, asked) for other in wholes):
        return None
    return officer_check(
        Sentence(
            N_(
                "%(item)s已并入%(whole)s，同一账单另收了%(whole)s；"
                "如果其中已经包含，属于拆分收费（V6），实收 %(charged)s 元可能都是多收。"
            ),
            {
                "item": part.row.item,
                "whole": part.row.part_of,
                "charged": money(asked.line.amount),
            },
        ),
        rows=fitting,
    )


def merged_note(fitting: Sequence[Candidate]) -> tuple[Sentence, ...]:
    """Return what to know of an item that may only be a sub-line of another."""
    row = next((each.row for each in fitting if each.row.part_of), None)
    if row is None:
        return ()
    return (
        Sentence(
            N_("自 %(day)s 起只能作为%(whole)s的子项列示，不得超过原标准；另行收取的请人工核对。"),
            {"day": row.effective_from.isoformat(), "whole": row.part_of},
        ),
    )


def billed_wholes(lines: Sequence[Asked], catalogue: Catalogue) -> tuple[Asked, ...]:
    """Return the lines that bill an all-in item which may hold others."""
    return tuple(line for line in lines if catalogue.wholes.intersection(line.names))


def _bills(other: Asked, whole: str, asked: Asked) -> bool:
    if other is asked or whole not in other.names:
        return False
    pairs = (
        (other.port, asked.port),
        (other.body, asked.body),
        (other.line.charged_on, asked.line.charged_on),
    )
    return all(one is None or two is None or one == two for one, two in pairs)
