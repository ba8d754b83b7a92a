"""Boxes of a length that the list does not name: by inner volume from the nearest one it does."""

from collections.abc import Sequence
from dataclasses import replace

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.fit import Fit
from services.complaints.domain.catalogue.fitting import Candidate, fit_conditions, misfits
from services.complaints.domain.catalogue.reasons import Sentence, plain_number
from services.complaints.domain.rates.box_volume import nearest_box, volume_ratio
from services.complaints.domain.rates.span import only
from shared.words import N_


def asks_for_volume(asked: Asked, candidates: Sequence[Candidate]) -> bool:
    """Return whether only the length of the box keeps every row from fitting."""
    return asked.container is not None and any(_only_by_length(asked, each) for each in candidates)


def by_volume(
    asked: Asked, candidates: Sequence[Candidate], catalogue: Catalogue
) -> list[Candidate]:
    """Return the rows of the nearest listed box, at the ratio of the inner volumes.

    An indication for a person: the volumes of listed boxes are nominal ones.
    """
    volume = asked.facts.box_volume_m3
    near = [each for each in candidates if _only_by_length(asked, each)]
    listed = {size for each in near for size in each.row.container}
    known = {size: catalogue.box_volumes[size] for size in listed if size in catalogue.box_volumes}
    if volume is None or asked.container is None or not known:
        return []
    size = nearest_box(volume, known)
    share = only(volume_ratio(volume, known[size]))
    return [
        replace(each, share=share, estimated=True, fits=_fits(asked, each))
        for each in near
        if size in each.row.container
    ]


def volume_note(fitting: Sequence[Candidate]) -> tuple[Sentence, ...]:
    """Return that a price was taken over from a box of another length."""
    if not any(each.estimated for each in fitting):
        return ()
    first = fitting[0]
    return (
        Sentence(
            N_("目录没有列这一箱型，按内容积比例 %(ratio)s 由 %(feet)s 英尺箱折算。"),
            {"ratio": plain_number(round(first.share.low, 4)), "feet": first.row.container[0]},
        ),
    )


def _only_by_length(asked: Asked, candidate: Candidate) -> bool:
    return misfits(asked, candidate.entry) == ("container",)


def _fits(asked: Asked, candidate: Candidate) -> dict[str, Fit]:
    met = {key: fit or Fit.VOLUME for key, fit in fit_conditions(asked, candidate.entry).items()}
    return {**candidate.fits, **met}
