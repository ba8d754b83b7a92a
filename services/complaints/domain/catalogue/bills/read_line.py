"""What was read from a bill, and what of it was not understood."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shared.words import N_

MOST_READ = 200

NOT_A_NUMBER = N_("不是数")
NOT_A_DAY = N_("不是日期")
NOT_A_SIZE = N_("不是 20、40 或 45 英尺箱")
NOT_A_UNIT = N_("不认识这个计价单位")
FOREIGN_MONEY = N_("不是人民币金额")
NEGATIVE = N_("是负数，可能是冲减")
IN_A_FORMULA = N_("是公式，不计算")
FROM_A_FORMULA = N_("由公式得出，取文件里存的数，请核对")
IN_A_MERGED_CELL = N_("是几行合并的一格，不知道属于哪一行")
SEVERAL_NUMBERS = N_("有几个数，分不清哪个是数量、单价")
NO_AMOUNT = N_("没有金额，没有当作收费")
SUBTOTAL = N_("小计，没有当作收费")
SEVERAL_TOTALS = N_("合计里有几个数，没有采用")


@dataclass(frozen=True)
class Place:
    """Where something stands: number `number` (from 1) of a sheet, or of a page's lines."""

    part: str
    number: int


@dataclass(frozen=True)
class Unread:
    """A piece to look at: which key of the line, what is written there, why.

    It was left empty, unless it came from a formula.
    """

    key: str
    text: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ReadLine:
    """One line of a bill as far as it was understood; amounts in CNY.

    Args:
        note: what else stands beside it.
        unread: what was left empty though something is written.
    """

    place: Place
    item: str = ""
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    container: str | None = None
    charged_on: date | None = None
    body: str = ""
    note: str = ""
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A row or line of text that is no charge, shown so that nothing is dropped in silence."""

    place: Place
    text: str
    why: str


@dataclass(kw_only=True)
class ReadBill:
    """A bill as far as it was understood.

    Args:
        totals: the sums it states, CNY.
        charged_on: the day in its head; `body` who issued it, likewise.
        bill_no: number of the bill or invoice; `shipment_no` that of the bill of lading 提单号.
        more: whether it has more lines than are read.
    """

    lines: list[ReadLine] = field(default_factory=list)
    totals: list[Decimal] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    charged_on: date | None = None
    body: str = ""
    bill_no: str = ""
    shipment_no: str = ""
    more: bool = False

    @property
    def total(self) -> Decimal | None:
        """Return the sum of the bill where it states one and no other."""
        return self.totals[0] if len(set(self.totals)) == 1 else None

    def leave_out(self, place: Place, text: str, why: str) -> None:
        """Note what is no charge; of a long bill the first ones."""
        if len(self.left_out) < MOST_READ:
            self.left_out.append(LeftOut(place, text[:200], why))

    def take(self, line: ReadLine) -> None:
        """Take a line, or note that there are more than are read."""
        if len(self.lines) >= MOST_READ:
            self.more = True
        else:
            self.lines.append(line)
