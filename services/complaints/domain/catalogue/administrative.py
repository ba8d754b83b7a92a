"""What is answered of a line that is a fee of the state, no price."""

from datetime import date

from services.complaints.domain.catalogue.administrative_fee import AdministrativeFee
from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.line_check import Finding, LineCheck
from services.complaints.domain.catalogue.reasons import Sentence
from shared.words import N_

NOT_A_PRICE = N_("“%(item)s”按性质是行政事业性收费，不按价格核对，由信访程序处理。")
NATURE_UNCHECKED = N_("收费性质据一般知识录入，没有核对过目录原文，承办人须核实。")


def administrative_fee(
    asked: Asked, day: date, fees: tuple[AdministrativeFee, ...]
) -> AdministrativeFee | None:
    """Return the fee of the state a line is by its name alone, or None."""
    called = {*asked.keys, *asked.names}
    return next((fee for fee in fees if fee.holds(day) and fee.names & called), None)


def reasons_of(fee: AdministrativeFee) -> tuple[Sentence, ...]:
    """Return why a line is no matter of price, and how sure that is."""
    said = (Sentence(NOT_A_PRICE, {"item": fee.item}),)
    return said if fee.verified else (*said, Sentence(NATURE_UNCHECKED))


def administrative_check(fee: AdministrativeFee) -> LineCheck:
    """Return that an officer must look: what the state may ask is no matter of price."""
    return LineCheck(finding=Finding.NEEDS_OFFICER, sentences=reasons_of(fee))
