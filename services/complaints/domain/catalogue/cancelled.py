"""Items that were abolished and are charged all the same."""

from datetime import date

from services.complaints.domain.catalogue.asked import Asked, CheckLine
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.line_check import Finding, LineCheck, RowMatch
from services.complaints.domain.catalogue.matching import NameMatch
from services.complaints.domain.catalogue.price_row import CancelledItem
from services.complaints.domain.catalogue.reasons import Sentence, money
from services.complaints.domain.catalogue.weighing import NOTHING, round_money
from shared.words import N_


def cancelled_item(asked: Asked, day: date, catalogue: Catalogue) -> CancelledItem | None:
    """Return the abolished item a line charges on a day after its end, if any."""
    return next(
        (
            item
            for item, body, name in catalogue.cancelled_names
            if item.cancelled_from <= day and name in asked.names and _at_place(asked, item, body)
        ),
        None,
    )


def cancelled_check(line: CheckLine, item: CancelledItem) -> LineCheck:
    """Return that an abolished item was charged: all of it is owed back.

    Source: 价格违法行为行政处罚规定 art 9（七）.
    """
    charged = round_money(line.amount)
    return LineCheck(
        finding=Finding.CANCELLED,
        sentences=(
            Sentence(
                N_("“%(item)s”自 %(day)s 起取消，不得再收；实收 %(charged)s 元应全部退还。"),
                {
                    "item": item.item,
                    "day": item.cancelled_from.isoformat(),
                    "charged": money(charged),
                },
            ),
        ),
        allowed=NOTHING,
        over=charged,
        rows=(_as_row(item),),
        violation="V7",
    )


def _at_place(asked: Asked, item: CancelledItem, body: str) -> bool:
    if not item.ports:
        return True
    if asked.port is not None:
        return asked.port in item.ports
    return bool(body) and asked.body == body


def _as_row(item: CancelledItem) -> RowMatch:
    return RowMatch(
        id=item.id,
        list={"zh": "已取消的收费项目", "en": "Abolished charges"},
        publisher={"zh": item.basis, "en": item.basis},
        edition="",
        sample=item.sample,
        ports=item.ports,
        body=item.body,
        uscc=None,
        item=item.item,
        sub_item="",
        condition="",
        price_form="fixed",
        price_form_given=False,
        price_min=None,
        price_max=None,
        unit="unknown",
        effective_from=item.cancelled_from,
        effective_to=None,
        dates_known=True,
        verified=item.verified,
        quality=item.quality,
        basis_kind=item.basis_kind,
        basis=item.basis,
        source=item.source,
        how=NameMatch.EXACT.value,
        matched={},
    )
