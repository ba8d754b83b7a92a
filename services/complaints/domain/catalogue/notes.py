"""What a reason adds to a finding: what was compared with what, and what was taken as meant."""

from collections.abc import Sequence

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.bases import base_note
from services.complaints.domain.catalogue.fit import Fit
from services.complaints.domain.catalogue.fitting import Candidate, misfits
from services.complaints.domain.catalogue.matching import NameMatch
from services.complaints.domain.catalogue.merged import merged_note
from services.complaints.domain.catalogue.reasons import Sentence, plain_number
from services.complaints.domain.catalogue.unlisted_boxes import volume_note
from shared.words import N_

_HOW = {
    NameMatch.EXACT: N_("名称相同"),
    NameMatch.SUB_ITEM: N_("子项名称相同"),
    NameMatch.SYNONYM: N_("同义词"),
    NameMatch.SIMILAR: N_("名称相近"),
}


def notes_on(
    asked: Asked, in_force: Sequence[Candidate], fitting: Sequence[Candidate], dropped: int
) -> tuple[Sentence, ...]:
    """Return the sentences that go before the arithmetic.

    Args:
        asked: the line.
        in_force: every row of the item that applied on its day.
        fitting: those that fit the line.
        dropped: how many national rows the port's own rows stood in for.
    """
    return (
        *_compared_as(asked, fitting),
        *_ordinary_meant(asked, in_force),
        *_box_calls(fitting),
        *_own_counts(fitting, dropped),
        *_unknown_port(fitting),
        *_undated(fitting),
        *volume_note(fitting),
        *_reduced(fitting),
        *base_note(asked, fitting),
        *_folded(asked),
        *_discounted(fitting),
        *merged_note(fitting),
    )


def _compared_as(asked: Asked, fitting: Sequence[Candidate]) -> tuple[Sentence, ...]:
    pairs = dict.fromkeys((_shown_name(each), each.name) for each in fitting)
    name, how = next(iter(pairs))
    if len(pairs) > 1 or (how is NameMatch.EXACT and name == asked.line.item.strip()):
        return ()
    return (
        Sentence(
            N_("“%(billed)s”按“%(item)s”核对（%(how)s）。"),
            {"billed": asked.line.item.strip(), "item": name, "how": _HOW[how]},
        ),
    )


def _shown_name(candidate: Candidate) -> str:
    row = candidate.row
    if candidate.name is NameMatch.SUB_ITEM and row.sub_item:
        return f"{row.item}－{row.sub_item}"
    return row.item


def taken_as_ordinary(asked: Asked, in_force: Sequence[Candidate]) -> bool:
    """Return whether rows were left out because nobody says what the cargo is."""
    return not asked.cargo and any(
        each.row.special_cargo and misfits(asked, each.entry) == ("cargo",) for each in in_force
    )


def _ordinary_meant(asked: Asked, in_force: Sequence[Candidate]) -> tuple[Sentence, ...]:
    if not taken_as_ordinary(asked, in_force):
        return ()
    return (Sentence(N_("没有说明是危险货物箱或冷藏箱，按普通箱的标准核对。")),)


def _box_calls(fitting: Sequence[Candidate]) -> tuple[Sentence, ...]:
    if not any(each.row.unit == "box_call" for each in fitting):
        return ()
    return (Sentence(N_("标准按箱次计价，数量按箱次计算。")),)


def _own_counts(fitting: Sequence[Candidate], dropped: int) -> tuple[Sentence, ...]:
    """Nobody says which port is meant where none is told."""
    own = all(each.fits["port"] is not Fit.UNKNOWN for each in fitting)
    return (Sentence(N_("本港公布的标准先于全国标准。")),) if dropped and own else ()


def _unknown_port(fitting: Sequence[Candidate]) -> tuple[Sentence, ...]:
    if not any(each.fits["port"] is Fit.UNKNOWN for each in fitting):
        return ()
    return (Sentence(N_("没有说明港口，只与已录入的目录比较。")),)


def _reduced(fitting: Sequence[Candidate]) -> tuple[Sentence, ...]:
    shares = {each.share.low for each in fitting if each.reductions and each.share.exact}
    if len(shares) != 1:
        return ()
    percent = plain_number(shares.pop() * 100)
    return (Sentence(N_("本港按基准费率的 %(percent)s%% 计算。"), {"percent": percent}),)


def _discounted(fitting: Sequence[Candidate]) -> tuple[Sentence, ...]:
    share = next((each.row.discount for each in fitting if each.row.discount), None)
    if share is None:
        return ()
    percent = plain_number(share * 100)
    message = N_("目录公布了优惠，按标准的 %(percent)s%% 收取；没有说明是否享受，两种都算。")
    return (Sentence(message, {"percent": percent}),)


def _folded(asked: Asked) -> tuple[Sentence, ...]:
    if not asked.folded:
        return ()
    return (
        Sentence(
            N_(
                "折叠空箱最多四只摞放按一只重箱计；这一算法来自 1997 年的规则，"
                "现行办法沿用与否未经核对，所以按重箱数和按只数都算。"
            )
        ),
    )


def _undated(fitting: Sequence[Candidate]) -> tuple[Sentence, ...]:
    home = next((each.entry.home for each in fitting if not each.row.dates_known), None)
    if home is None:
        return ()
    return (
        Sentence(
            N_("这份目录没有注明日期，自 %(day)s 起已知。"), {"day": home.known_from.isoformat()}
        ),
    )
