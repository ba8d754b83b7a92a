"""What the head of a bill says of all its lines: the day and who issued it."""

import re
from dataclasses import dataclass

from services.complaints.domain.catalogue.bills.bill_values import BillWords, read_day_of
from services.complaints.domain.catalogue.bills.read_line import ReadBill

_DAY = r"((?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?)"
_LONGEST_NAME = 60


@dataclass(frozen=True)
class HeadReader:
    """Reads labels such as 开票日期：2026年5月1日 into the bill."""

    words: BillWords
    into: ReadBill

    def read(self, text: str) -> bool:
        """Take what a text tells; return whether it told anything. The first one counts."""
        known = " ".join(self.words.fold(text).split())
        told = False
        for label in self.words.heads["charged_on"]:
            met = re.search(rf"{re.escape(label)}\s*:?\s*{_DAY}", known)
            day = read_day_of(met[1]) if met else None
            if day:
                self.into.charged_on = self.into.charged_on or day
                told = True
        for label in self.words.heads["body"]:
            met = re.search(rf"{re.escape(label)}\s*:\s*(\S{{2,{_LONGEST_NAME}}})", known)
            if met:
                self.into.body = self.into.body or met[1]
                told = True
        return told
