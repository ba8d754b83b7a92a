"""Words beside a price that change it: a note, a service or a condition that says more."""

import re

from services.complaints.domain.catalogue.imports.price_tokens import condition_pattern

_RULES = (
    r"免费期|最低|不足|超过|每增|加收|另加|另计|另收|另行|优惠|减半|减免|除外|附加|起收|封顶|上浮|下浮"
    r"|加倍|折扣|\d折|\d倍|%"
)
_LIMITS = r"仅|只限|(?<![有期权年额时无])限|适用"
_MONEY = r"\d\s*(?:元|块)|(?:rmb|cny|usd|¥|\$)\s*\d"
_NOTE = re.compile(rf"{_RULES}|{_LIMITS}|{_MONEY}|超出|减|免|折|倍")
_SERVICE = re.compile(
    rf"{_RULES}|仅限|仅适用|只适用|只限|仅.{{0,10}}(?:尺|箱|外贸|内贸|进口|出口)|{_MONEY}"
    r"|免费\d|免收|不收费|不计费"
)
_NARROWER = re.compile(rf"{_RULES}|{_LIMITS}|\d|以[上下内外]|除")
_NOTHING = re.compile(r"[-—/\\*\s]*|无|暂无|没有|无优惠|none|n/a|不适用")
_CONDITION = condition_pattern()


def note_prices(text: str) -> bool:
    """Return whether a folded note says something of the price or of what it is for."""
    return not says_nothing(text) and bool(_NOTE.search(text) or _CONDITION.search(text))


def service_prices(text: str) -> bool:
    """Return whether a folded description of a service, which may name any goods, sets a price."""
    return bool(_SERVICE.search(text))


def narrows(text: str) -> bool:
    """Return whether a folded condition that is not read in full holds a size, number or bound."""
    return bool(_NARROWER.search(text) or _CONDITION.search(text))


def says_nothing(text: str) -> bool:
    """Return whether a folded cell says that there is nothing."""
    return bool(_NOTHING.fullmatch(text))
