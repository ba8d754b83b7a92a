"""Prices that are a share: a percentage of another item, a discount on the price itself."""

import re
from decimal import Decimal

_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,2})?)"
_NAME = r"(?P<item>[一-鿿]{2,20}?)"
_DONE = r"(?:收取|计收|收费|计费|计算|加收|执行)?"
_OF_ITEM = re.compile(rf"(?:按照?|另?加收|收取)?{_NAME}的?{_NUMBER}%{_DONE}")
# Words for the row's own price, and words that join two items, name no item.
_NO_ITEM = re.compile(r"标准|原价|本项|上述|以上|以下|该|其|每|金额|总额|价格|[和或与及加另按的]")
_NO_PRICE = re.compile(
    r"最低|最高|不低于|不超过|优惠|上浮|下浮|折扣|税|合计|平均|至少|至多|左右|约"
)
_TENTHS = re.compile(
    r"(?:按?(?:标准|原价)?的?|打)?(?P<number>[1-9](?:\.\d|\d)?)折(?:优惠|收取|计收|收费)?"
)
_OF_STANDARD = re.compile(rf"按?(?:公示|收费|上述)?(?:标准|原价)的?{_NUMBER}%{_DONE}")
_LESS = re.compile(rf"(?:优惠|下浮|减收|降低){_NUMBER}%")
_HALF = re.compile(
    r"(?:标准|原价)?减半(?:收取|计收|收费|征收)?|(?:按(?:标准|原价)?)?(?:五|半)折(?:收取)?"
)
_CHINESE = {each: str(n) for n, each in enumerate("一二三四五六七八九", start=1)}
_CHINESE_TENTHS = re.compile(r"[一二三四五六七八九]{1,2}(?=折)")
_HUNDRED, _ONE = Decimal(100), Decimal(1)


def percentage_of(text: str) -> tuple[str, Decimal] | None:
    """Return the item and the percentage of its amount that a folded standard is, and only that.

    None where no item is named, or more is said.
    """
    met = _OF_ITEM.fullmatch(text)
    if met is None or _NO_PRICE.search(text) or _NO_ITEM.search(met["item"]):
        return None
    percent = Decimal(met["number"])
    return (met["item"], percent) if percent else None


def discount_share(text: str) -> Decimal | None:
    """Return the share of its price that a folded discount leaves, 0.8 for 8折; None if unclear.

    A discount with a condition, a time or a customer of its own is unclear.
    """
    plain = _CHINESE_TENTHS.sub(lambda met: "".join(_CHINESE[each] for each in met.group()), text)
    if _HALF.fullmatch(text):
        return Decimal("0.5")
    if met := _TENTHS.fullmatch(plain):
        number = Decimal(met["number"])
        return _sensible(number / (100 if number > 10 else 10))
    if met := _OF_STANDARD.fullmatch(text):
        return _sensible(Decimal(met["number"]) / _HUNDRED)
    if met := _LESS.fullmatch(text):
        return _sensible(_ONE - Decimal(met["number"]) / _HUNDRED)
    return None


def _sensible(share: Decimal) -> Decimal | None:
    return share.normalize() if 0 < share < _ONE else None
