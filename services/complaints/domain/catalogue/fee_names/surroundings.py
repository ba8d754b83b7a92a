"""Takes from a name what stands around it on a bill: amounts, sizes, dates, places, carriers."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from services.complaints.domain.catalogue.fee_names.fee_name import Wording
from services.complaints.domain.catalogue.fee_names.words import is_latin, kept_together

_SHORTEST_PEELED = 2
_NUMBERS = re.compile(
    r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}(?:\s*[-月./]\s*\d{1,2})?\s*[日月号]?"  # a date
    r"|第?\s*\d+\s*(?:[-~至到]\s*\d+\s*)?(?:个?工作日|自然日|天|日)(?:以[内上后]|起)?"
    r"|\d{1,2}月(?:\d{1,2}[日号]|份)?"
    r"|[a-z]{4}\s?\d{6,7}"  # a container's number
    r"|(?<![a-z0-9])(?=[a-z0-9]*\d[a-z0-9]*\d)[a-z]{0,6}\d[a-z0-9]{6,}"  # a bill's number
    r"|[x×*]?\s*(?<!\d)(?:20|40|45|53)\s*(?:['’′\"]|英?尺|英寸|呎|ft|feet|foot|gp|dc|dv|hq|hc|rf|rh"
    r"|tk|ot|fr|nor|st|g(?![a-z])|h(?![a-z]))?\s*(?:gp|hq|hc)?\s*(?:(?:重|空|干|冷|小|大|高)?[柜箱])?"
    r"(?:\s*[x×*]\s*\d+)?"
    r"|\d+\s*[x×*]\s*"
    r"|(?:rmb|cny|usd|hkd|eur|us\$|[$¥￥€])?\s*\d[\d,]*(?:\.\d+)?\s*(?:万?元|块|美[元金]|rmb|cny|usd|%)?"
    r"(?:\s*/\s*(?:[票箱柜次单张吨天日份枚个套车件]|立方米?|teu|bl|b/l|set|unit|cntr|container|day|cbm|rt|kg))*"
    r"(?:[票箱柜单份枚个套车件张天])?"
)
_BREAKS = re.compile(
    r"[/+&,、;，；|:：()\[\]{}<>《》【】〈〉「」\"'“”‘’\n\t。.\-–—~_·*=#@!?？！\\]+"
    r"|(?<![a-z])(?:and|plus|with|including|incl)(?![a-z])|以及|及|和|与|暨|(?<!不)含(?!税)"
)
_PLACE = re.compile(
    r"^.{1,14}?(?:(?<![集疏滞转改退漏甩离到靠抵空])港区?(?!口|务|杂)|公司|场站|堆场|船东|物流|货代|集团|海运|航运"
    r"|码头)"
)
_OF_A_FIRM = re.compile(r"^(?:股份|集团|有限|责任|公司|码头)+")
_OF_A_PLACE = re.compile(r"^(?:港区|港|口岸|机场|市|省|区|综合?保税?区)")


class Surroundings:
    """Strips what is not part of a fee's name."""

    def __init__(self, wording: Wording, fold: Callable[[str], str]) -> None:
        self._wording = wording
        self._fold = fold

    def without_numbers(self, text: str) -> str:
        """Return a folded text without amounts, sizes, dates and numbers of boxes and bills."""
        return _NUMBERS.sub(" ", kept_together(text.replace("的", "")))

    def pieces(self, text: str) -> list[str]:
        """Return what stands between breaks, brackets and words like 和."""
        return [each.strip() for each in _BREAKS.split(text) if each.strip()]

    def is_noise(self, piece: str) -> bool:
        """Return whether a piece says only where, for whom or how many."""
        return not self.peeled(piece)[-1] or piece in self._neutral

    def peeled(self, piece: str) -> list[str]:
        """Return the piece, then the piece with one surrounding word less each time."""
        found = [piece]
        while (rest := self._peel(found[-1])) != found[-1]:
            found.append(rest)
            if (bare := _OF_A_PLACE.sub("", rest)) != rest:
                found.append(bare)
        return found

    def after_places(self, piece: str) -> list[str]:
        """Return what may follow the name of a port, terminal or firm, the longest first."""
        found = []
        while (met := _PLACE.match(piece)) and met.end() < len(piece):
            piece = piece[met.end() :]
            found += [piece, _OF_A_FIRM.sub("", piece)]
        return found

    def changes_meaning(self, text: str) -> bool:
        """Return whether a word makes something else of a fee: a refund, a deposit, a tax."""
        return bool(self._changes.search(text))

    def _peel(self, piece: str) -> str:
        if piece in self._whole:
            return ""
        cut = self._edge.sub("", piece, count=1).strip()
        return cut if cut != piece else piece

    @cached_property
    def _neutral(self) -> frozenset[str]:
        return frozenset((*self._wording.endings, *self._wording.neutral))

    @cached_property
    def _whole(self) -> frozenset[str]:
        wording = self._wording
        return frozenset(map(self._fold, (*wording.places, *wording.lines, *wording.words)))

    @cached_property
    def _edge(self) -> re.Pattern[str]:
        longest_first = sorted(self._whole, key=len, reverse=True)
        words = [each for each in longest_first if len(each) >= _SHORTEST_PEELED]
        any_of = _any_of(words)
        return re.compile(rf"^(?:{any_of})|(?:{any_of})$")

    @cached_property
    def _changes(self) -> re.Pattern[str]:
        return re.compile(_any_of([self._fold(each) for each in self._wording.changes]))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(
        rf"(?<![a-z]){re.escape(each)}(?![a-z])" if is_latin(each) else re.escape(each)
        for each in words
    )
