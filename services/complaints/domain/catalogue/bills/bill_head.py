"""What the head of a bill says of the whole of it: its number, the day, who issued it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from services.complaints.domain.catalogue.bills.bill_values import BillWords, read_day_of
from services.complaints.domain.catalogue.bills.read_line import ReadBill

_DAY = r"((?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?)"
_LONGEST_NAME = 60
# Letters, digits and what stands between them; more goes on after it where it is a day or a sum.
_NUMBER = r"(?=\S*\d)([a-z0-9](?:[a-z0-9_/.-]{1,58}[a-z0-9]))(?![\w/.%-])"
_MONEY = re.compile(r"[\d,]*\.\d{2}")


@dataclass(frozen=True)
class HeadReader:
    """Reads labels such as 开票日期：2026年5月1日 into the bill; the first of a kind counts."""

    words: BillWords
    into: ReadBill

    def read(self, text: str) -> bool:
        """Take what a text tells; return whether it told anything and holds no charge beside it."""
        plain = " ".join(text.split())
        # As long as the text, so that a place in one is the same place in the other.
        known = self.words.fold(plain)
        told = self._day(known)
        told = self._body(known, plain) or told
        return self._numbers(known, plain) or told

    def _day(self, known: str) -> bool:
        told = False
        for label in self.words.heads["charged_on"]:
            met = re.search(rf"{re.escape(label)}\s*:?\s*{_DAY}", known)
            day = read_day_of(met[1]) if met else None
            if day:
                self.into.charged_on = self.into.charged_on or day
                told = True
        return told

    def _body(self, known: str, plain: str) -> bool:
        told = False
        for label in self.words.heads["body"]:
            met = re.search(rf"{re.escape(label)}\s*:\s*(\S{{2,{_LONGEST_NAME}}})", known)
            if met:
                self.into.body = self.into.body or plain[slice(*met.span(1))]
                told = True
        return told

    def _numbers(self, known: str, plain: str) -> bool:
        rest = known
        for key in ("bill_no", "shipment_no"):
            for met in self._labelled(key, known):
                number = unicodedata.normalize("NFKC", plain[slice(*met.span(1))])
                if not getattr(self.into, key):
                    setattr(self.into, key, number)
                rest = rest.replace(met[0], "")
        return rest != known and not any(each.isdigit() for each in rest)

    def _labelled(self, key: str, known: str) -> Iterator[re.Match[str]]:
        for label in sorted(self.words.heads[key], key=len, reverse=True):
            ends = r"\s*[.:#]{0,2}\s*" if label.isascii() else r"\s*[:#]?\s*"
            begins = r"(?<!\w)" if label.isascii() else ""
            for met in re.finditer(f"{begins}{re.escape(label)}{ends}{_NUMBER}", known):
                if not (_MONEY.fullmatch(met[1]) or read_day_of(met[1])):
                    yield met
