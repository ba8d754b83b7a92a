"""What officers say a name on a bill means: suggestions, which never change the dictionary.

A name is corrected once; the first officer who says so stands beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.errors import FieldError, Invalid
from shared.words import N_

LONGEST_NAME = 200
_WRONG = N_("填写的内容要修改。")


@dataclass(frozen=True, kw_only=True)
class NameCorrection:
    """A name and the fee it means.

    Args:
        name: as the bill writes it; `item` the fee of the dictionary.
        was: what it had been taken for, None for nothing; `method` how.
        case_id: where it was seen.
        by: who says so, `by_name` as shown; `city` of the officer.
    """

    name: str
    item: str
    was: str | None
    method: str
    case_id: str
    city: str
    by: str
    by_name: str
    at: datetime


def check_correction(item: str, *, was: str | None, known: frozenset[str]) -> None:
    """Refuse what is no correction.

    Raises:
        Invalid: the fee is not in the dictionary, or is what the name was taken for anyway.
    """
    if item not in known:
        problem = N_("请从名称词典里选一项收费")
    elif item == was:
        problem = N_("这个名称本来就按这一项核对")
    else:
        return
    raise Invalid(_WRONG, errors=[FieldError("item", problem)])


def as_rule_rows(corrections: Iterable[NameCorrection]) -> list[Mapping[str, object]]:
    """Return what would be added to the names of each fee, as rows of the dictionary's file."""
    also: dict[str, list[str]] = {}
    for each in corrections:
        names = also.setdefault(each.item, [])
        if each.name not in names:
            names.append(each.name)
    return [{"item": item, "also": names} for item, names in sorted(also.items())]
