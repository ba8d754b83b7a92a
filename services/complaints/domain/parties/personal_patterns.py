"""Personal data of anybody, recognised by its pattern; every pattern is bounded.

A number right after a word such as 提单号 or 报关单号 is no personal number; amounts, dates, case,
container and declaration numbers do not fit any pattern.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from services.complaints.domain.parties.folding import Folded
from services.complaints.domain.parties.identities import Mark
from services.complaints.domain.parties.personal_words import (
    AFTER_NAME,
    COMPOUND_SURNAMES,
    HAN,
    NAME_LABELS,
    NOT_BEFORE,
    OTHERS_TITLES,
    SURNAMES,
)

_GAP = r"[ \-./·_\n\t]{1,3}"
_MOBILE = re.compile(
    r"(?<![0-9a-z.])(?:\(?(?:\+|00)?86\)?[ \-]{0,2})?\(?(?:"
    r"1[3-9][0-9]{9}"
    rf"|1[3-9][0-9]({_GAP})[0-9]{{4}}\1[0-9]{{4}}"
    rf"|1[3-9][0-9]({_GAP})[0-9]{{3}}\2[0-9]{{5}}"
    rf"|1[3-9][0-9]{{2}}({_GAP})[0-9]{{4}}\3[0-9]{{3}}"
    rf"|1[3-9][0-9]{{2}}({_GAP})[0-9]{{3}}\4[0-9]{{4}}"
    rf"|1({_GAP})[3-9](?:\5[0-9]){{9}}"
    r"|1[3-9][0-9]\)? ?\(?[0-9]{4}\)? ?-?[0-9]{4}"
    r"|1[3-9][0-9][*x×]{4}[0-9]{4}"
    r")(?![0-9]|\.[0-9]|元|万|亿|吨)"
)
_LANDLINE = re.compile(
    r"(?<![0-9a-z.\-])(?:\(?0(?:10|2[0-9]|[3-9][0-9]{2})\)?[ \-]{0,2})[2-9][0-9]{2,3}[ \-]?[0-9]{4}"
    r"(?:(?:转|-)[0-9]{1,5})?(?![0-9]|\.[0-9]|元|-[0-9])"
)
_CALL = re.compile(
    r"(?:电话|座机|固话|致电|拨打|tel|传真|热线)(?:号码|是|为|:|：|\s){0,4}"
    r"([2-9][0-9]{2,3}[ \-]?[0-9]{4})(?![0-9])"
)
_CARD_18 = re.compile(r"(?<![0-9a-z])[1-8](?:[0-9][ \-]?){16}[0-9x](?![0-9a-z])")
_CARD_15 = re.compile(r"(?<![0-9a-z.])[1-8][0-9]{14}(?![0-9a-z]|\.[0-9])")
_CARD_MASKED = re.compile(r"(?<![0-9a-z])[1-8][0-9]{2,5}[*x×]{6,14}[0-9x]{2,4}(?![0-9a-z])")
_PAPERS = re.compile(
    r"(?:护照|通行证|台胞证|军官证|证件|身份证|驾驶证|居住证)(?:号码|号|编号|是|为|:|：|\s){0,4}"
    r"([a-z]{0,2}[0-9][0-9x]{5,17})(?![0-9a-z])"
)
_BANK = re.compile(
    r"(?<![0-9a-z])(?:62|4[0-9]|5[1-5]|3[57])(?:[0-9][ \-]?){13,16}[0-9](?![0-9a-z])"
)
_ACCOUNT = re.compile(
    r"(?:银行卡|卡号|账号|帐号|账户|帐户|汇款到|打款到)(?:号码|号|是|为|:|：|\s){0,4}"
    r"((?:[0-9][ \-]?){8,24}[0-9])(?![0-9a-z])"
)
_MAIL = re.compile(
    r"(?<![a-z0-9._%+\-])[a-z0-9][a-z0-9._%+\-]{0,63}"
    r"\s?(?:@|[(\[【<{]\s?at\s?[)\]】>}]| at |艾特|#)\s?[a-z0-9][a-z0-9\-]{0,40}"
    r"(?:\s?(?:\.|[(\[【<{]\s?dot\s?[)\]】>}]| dot |点)\s?[a-z0-9\-]{1,20}){1,4}"
)
_CHAT = re.compile(
    r"(?:微信|wechat|薇信|威信|v信|vx|wx|加v|扣扣|qq|企鹅|抖音|支付宝)"
    r"(?:号码|号|id|账号|同号|是|为|:|：|\s){0,4}"
    r"([a-z][a-z0-9_\-]{5,19}|[0-9][0-9 \-]{3,14}[0-9])(?![0-9a-z@])"
)
_PLATE = re.compile(
    r"(?<![a-z0-9])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][a-hj-np-z]"
    r"[·•.\- ]?(?=[a-hj-np-z]{0,3}[0-9])[a-hj-np-z0-9]{4,5}[a-hj-np-z0-9挂学警港澳](?![a-z0-9])"
)
_HOME = re.compile(
    rf"(?:住址|家庭地址|通讯地址|通信地址|联系地址|家住|住在|我住|寄到|寄至)(?:是|为|:|：|\s){{0,3}}"
    rf"([{HAN}a-z0-9\-#]{{2,40}}?(?:[0-9]+[号室户幢栋]|号楼|单元|小区|村)"
    r"(?:-?[a-z]?[0-9一二三四五六七八九十]{1,4}(?:号楼|单元|[号室户幢栋楼层座组])?){0,4})"
)
_FAMILY = f"(?:{'|'.join(COMPOUND_SURNAMES)}|[{SURNAMES}])"
_LABELLED = re.compile(
    rf"(?:{NAME_LABELS})(?:姓名|是|为|叫|:|：|\s){{0,3}}"
    rf"({_FAMILY} ?[{HAN}]{{1,2}}?)(?=[^{HAN}]|$|[{AFTER_NAME}])"
)
_TITLED = re.compile(rf"(?=({_FAMILY}[{HAN}]{{0,2}}?)(?:{OTHERS_TITLES}))")
_SELF = re.compile(rf"(?:本人|我是)({_FAMILY}[{HAN}]{{1,2}})(?=[,，。.;；、(（\s]|$)")
_BUSINESS = re.compile(
    r"(?:报关单|申报单|提单|运单|订单|发票|票据|收据|箱|单据|案件|工单|流水|合同|凭证|航次|备案|登记"
    r"|统一社会信用代码|信用代码|机构代码|税号|代码|金额|合计|编|单|票)(?:号码|编号|号|代码)?"
    r"(?:是|为|:|：|\s|#){0,3}\Z"
)
_LOOK_BACK = 16
# Source: GB/T 2260, codes of provinces.
_REGIONS = frozenset(
    code
    for first, last in (
        (11, 15),
        (21, 23),
        (31, 37),
        (41, 46),
        (50, 54),
        (61, 65),
        (71, 71),
        (81, 83),
    )
    for code in range(first, last + 1)
)


@dataclass(frozen=True)
class _Pattern:
    mark: Mark
    expression: re.Pattern[str]
    holds: Callable[[str], bool] = bool
    guarded: bool = False
    named: bool = False


def _is_card(text: str) -> bool:
    digits = "".join(each for each in text if each.isalnum())
    born = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}"
    try:
        year = date(int(born[:4]), int(born[4:6]), int(born[6:])).year
    except ValueError:
        return False
    return int(digits[:2]) in _REGIONS and 1900 <= year <= 2099


def _is_bank_card(text: str) -> bool:
    """Tell whether the digits pass the check of Luhn (ISO/IEC 7812-1)."""
    digits = [int(each) for each in text if each.isdigit()][::-1]
    doubled = sum(sum(divmod(2 * each, 10)) for each in digits[1::2])
    return (sum(digits[::2]) + doubled) % 10 == 0


_IN_NUMBERS = (
    _Pattern(Mark.DOCUMENT, _CARD_18, _is_card, guarded=True),
    _Pattern(Mark.DOCUMENT, _CARD_15, _is_card, guarded=True),
    _Pattern(Mark.DOCUMENT, _CARD_MASKED),
    _Pattern(Mark.DOCUMENT, _PAPERS),
    _Pattern(Mark.ACCOUNT, _BANK, _is_bank_card, guarded=True),
    _Pattern(Mark.ACCOUNT, _ACCOUNT),
    _Pattern(Mark.ACCOUNT, _CHAT),
    _Pattern(Mark.PHONE, _MOBILE, guarded=True),
    _Pattern(Mark.PHONE, _LANDLINE, guarded=True),
    _Pattern(Mark.PHONE, _CALL),
)
_IN_WORDS = (
    _Pattern(Mark.EMAIL, _MAIL),
    _Pattern(Mark.ACCOUNT, _CHAT),
    _Pattern(Mark.PLATE, _PLATE),
    _Pattern(Mark.ADDRESS, _HOME),
    _Pattern(Mark.NAME, _LABELLED),
    _Pattern(Mark.NAME, _TITLED, named=True),
    _Pattern(Mark.NAME, _SELF),
)


def personal_data(folded: Folded) -> Iterator[tuple[int, int, Mark]]:
    """Yield (start, end, mark) of what looks personal, as places in the text as written."""
    for text, patterns in ((folded, _IN_WORDS), (folded.numerals(), _IN_NUMBERS)):
        for pattern in patterns:
            for found in pattern.expression.finditer(text.text):
                group = _group(found)
                start, end = found.span(group)
                if _means_it(pattern, text.text, start, end):
                    yield (*text.span(start, end), pattern.mark)


def _means_it(pattern: _Pattern, text: str, start: int, end: int) -> bool:
    if pattern.named and text[start - 1 : start] in NOT_BEFORE.get(text[start], "\n"):
        return start == 0
    if pattern.guarded and _is_business(text, start):
        return False
    return pattern.holds(text[start:end])


def _group(found: re.Match[str]) -> int:
    """Return 1 where the pattern has a group for the value alone, else 0."""
    return 1 if found.re.groups == 1 else 0


def _is_business(text: str, start: int) -> bool:
    return _BUSINESS.search(text[max(0, start - _LOOK_BACK) : start]) is not None
