"""Which cases a submission becomes: each part on a track of its own, with the reason.

投诉 and 举报 are handled apart (市场监督管理投诉举报处理暂行办法 art 7), and a fee of the state
is no matter of price (art 39).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.domain.cases.origin import ConsentKind
from services.complaints.domain.catalogue.administrative import reasons_of
from services.complaints.domain.catalogue.administrative_fee import AdministrativeFee
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.check import CheckLine, fee_of_the_state
from services.complaints.domain.catalogue.reasons import Sentence
from shared.words import N_

PRICE_REPORT, FEE_DISPUTE = "price_report", "fee_dispute"
SERVICE, PETITION = "service", "petition"
AGREED = N_("反映人同意让收费单位知道，收费争议另立一件，由主管部门调解；举报照常办理。")
NOT_AGREED = N_("反映人没有同意让收费单位知道，不进行调解，只按举报办理。")
NO_NAME = N_("匿名举报不能调解：调解须让收费单位知道反映人是谁。")
OWN_CASE = N_("服务问题与收费问题分开办理，另立一件。")


@dataclass(frozen=True, kw_only=True)
class Part:
    """What becomes one case.

    Args:
        lines: places of its lines in the complaint, from 0.
        why: what its reporter is told of its standing apart.
    """

    track: str
    lines: tuple[int, ...] = ()
    why: tuple[Sentence, ...] = ()


def parts_of(command: FileComplaint, catalogue: Catalogue) -> tuple[Part, ...]:
    """Return the parts of a complaint that was checked, the one that leads first."""
    return tuple(_parts(command, catalogue))


def _parts(command: FileComplaint, catalogue: Catalogue) -> Iterator[Part]:
    fees = {
        place: fee
        for place, line in enumerate(command.lines)
        if (fee := fee_of_the_state(CheckLine(**vars(line)), catalogue))
    }
    prices = tuple(place for place in range(len(command.lines)) if place not in fees)
    if prices:
        disputed = command.dispute and _may_know(command)
        yield Part(track=PRICE_REPORT, lines=prices, why=_alone(command))
        if disputed:
            yield Part(track=FEE_DISPUTE, lines=prices, why=(Sentence(AGREED),))
    if fees:
        yield Part(track=PETITION, lines=tuple(fees), why=_nature(list(fees.values())))
    if command.service:
        apart = (Sentence(OWN_CASE),) if command.lines else ()
        yield Part(track=SERVICE, why=apart)


def _may_know(command: FileComplaint) -> bool:
    agreed = ConsentKind.RESPONDENT_KNOWS in command.consents
    return agreed and command.reporter is not None


def _alone(command: FileComplaint) -> tuple[Sentence, ...]:
    """Say why a report goes on without the mediation that was asked for."""
    if not command.dispute or _may_know(command):
        return ()
    return (Sentence(NOT_AGREED if command.reporter else NO_NAME),)


def _nature(fees: list[AdministrativeFee]) -> tuple[Sentence, ...]:
    said = [sentence for fee in fees for sentence in reasons_of(fee)]
    return tuple(each for place, each in enumerate(said) if each not in said[:place])
