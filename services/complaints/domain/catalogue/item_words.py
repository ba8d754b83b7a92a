"""What an item's own words say about the charge: size, trade, direction, cargo."""

import re
from dataclasses import dataclass

_SIZE = re.compile(
    r"(?<!\d)(20|40|45)\s*(?:['’′]|英?尺|呎|ft|feet|gp|dc|hq|hc|rf|rh|tk|fr|ot)(?:\s*(?:柜|箱))?"
)
_REEFER = re.compile(r"(?<!非)(?:冷藏|冷冻|冻柜|冷柜|冷箱|冻箱|reefer)|(?:20|40|45)\s*(?:rf|rh)")
_DANGEROUS = re.compile(r"(?<!非)(?:危险|危品|危货|dangerous|hazardous)")
_FIRST_CLASS = re.compile(r"(?<!非)(?:一级|1级|第一类|1类)危")
_OTHER_CLASS = re.compile(r"(?:非一级|非1级|二级|2级)危")
_FOLDED = re.compile(r"(?<!不可)(?<!非)折叠")
_DROP = re.compile(
    r"\(?(?:可?折叠)(?:式)?(?:标准)?空?[箱柜]?\)?|(?:非?[一二12]级)?非?危险(?:货物|品)(?:重|空)?(?:箱|柜)?|非?危[品货](?:重|空)?(?:箱|柜)?"
    r"|非?冷[藏冻](?:重|空)?(?:箱|柜)?|冻柜|冷柜|冷箱|冻箱|reefer|dangerous|hazardous"
    r"|普通(?:重|空)?(?:箱|柜)?|普货|进口|出口|import|export|外贸|内贸|[重空][箱柜]"
    r"|代收代付|代收|代付|\((?:含|已含|包含|包括|内含)[^)]*\)"
)


@dataclass(frozen=True, kw_only=True)
class ItemWords:
    """What was read from an item; None or empty where its words say nothing.

    Args:
        bare: the item without these words.
        first_class: whether it says that the dangerous cargo is of the first grade 一级, or of
            another one.
        folded: whether it speaks of folded boxes 折叠箱.
    """

    bare: str
    container: str | None
    trade: str | None
    direction: str | None
    loaded: bool | None
    cargo: tuple[str, ...]
    first_class: bool | None
    folded: bool


def read_item_words(item: str) -> ItemWords:
    """Return what the words of an item say; `item` is half-width, lower-case, simplified."""
    sizes = set(_SIZE.findall(item))
    return ItemWords(
        bare=_DROP.sub("", _SIZE.sub("", item)),
        container=sizes.pop() if len(sizes) == 1 else None,
        trade=_only(item, {"foreign": "外贸", "domestic": "内贸", "transit": "中转"}),
        direction=_direction(item),
        loaded=_loaded(item),
        cargo=tuple(
            kind
            for kind, words in (("dangerous", _DANGEROUS), ("reefer", _REEFER))
            if words.search(item)
        ),
        first_class=_first_class(item),
        folded=bool(_FOLDED.search(item)),
    )


def _only(item: str, words: dict[str, str]) -> str | None:
    said = [value for value, word in words.items() if word in item]
    return said[0] if len(said) == 1 else None


def _first_class(item: str) -> bool | None:
    first, other = bool(_FIRST_CLASS.search(item)), bool(_OTHER_CLASS.search(item))
    return None if first == other else first


def _direction(item: str) -> str | None:
    if "进出口" in item:
        return None
    inward, outward = ("进口" in item or "import" in item), ("出口" in item or "export" in item)
    if inward == outward:
        return None
    return "import" if inward else "export"


def _loaded(item: str) -> bool | None:
    full = "重箱" in item or "重柜" in item
    empty = "空箱" in item or "空柜" in item
    return None if full == empty else full
