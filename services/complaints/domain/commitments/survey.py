"""The yearly survey of what lines, forwarders and agents charge: told by firms, not official.

Nothing of it enters the charge check. Where few firms told a price it is not shown, so that
nobody recognises a firm. Source: Jiaxing 嘉政办发〔2018〕62号 3-4.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.complaints.domain.commitments.clearance import at_rank
from services.complaints.domain.commitments.commitment import EventName

_MEDIAN = Decimal("0.5")
Group = tuple[int, str, str, str, str]


@dataclass(frozen=True, kw_only=True)
class SurveyRow:
    """What one firm told of one charge; `price` in CNY, `container` empty for any."""

    year: int
    kind: str
    firm: str
    item: str
    container: str
    unit: str
    price: Decimal

    @property
    def group(self) -> Group:
        """Return what its price is compared within."""
        return self.year, self.kind, self.item, self.container, self.unit


@dataclass(frozen=True, kw_only=True)
class SurveyRules:
    """Columns and kinds of firms; prices of fewer than `least_firms` firms are not shown."""

    columns: Sequence[EventName]
    kinds: Sequence[EventName]
    least_firms: int


@dataclass(frozen=True, kw_only=True)
class SurveyFigure:
    """The prices of a group; all three are None where too few firms told one."""

    year: int
    kind: str
    item: str
    container: str
    unit: str
    firms: int
    low: Decimal | None
    median: Decimal | None
    high: Decimal | None


def survey_figures(rows: Iterable[SurveyRow], *, least_firms: int) -> tuple[SurveyFigure, ...]:
    """Return the figures of each group, the newest year first; the median is by nearest rank."""
    groups: dict[Group, dict[str, Decimal]] = {}
    for row in rows:
        groups.setdefault(row.group, {})[row.firm] = row.price
    ordered = sorted(groups.items(), key=lambda each: (-each[0][0], *each[0][1:]))
    return tuple(_figure(group, prices, least_firms) for group, prices in ordered)


def _figure(group: Group, prices: dict[str, Decimal], least_firms: int) -> SurveyFigure:
    year, kind, item, container, unit = group
    ordered = sorted(prices.values())
    shown = len(ordered) >= least_firms
    return SurveyFigure(
        year=year,
        kind=kind,
        item=item,
        container=container,
        unit=unit,
        firms=len(ordered),
        low=ordered[0] if shown else None,
        median=at_rank(ordered, _MEDIAN) if shown else None,
        high=ordered[-1] if shown else None,
    )
