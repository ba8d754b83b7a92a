"""The picture of a track: its states from top to bottom and where each action leads.

Arrows to the next state go straight down, those that pass states over run on the right, those
that lead back on the left. Lengths are those of the picture, in pixels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.complaints.domain.cases.track import ActionRule, Track

BOX_WIDTH, BOX_HEIGHT, STEP, TOP = 190, 36, 68, 12
LANE, MARGIN = 26, 30


@dataclass(frozen=True, kw_only=True)
class StateBox:
    """A state and where its box begins; `name` is `{"zh": …, "en": …}`."""

    name: Mapping[str, str]
    x: int
    y: int


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """A way from one state to another.

    Args:
        no: its number in the picture and in the table beside it.
        path: what an SVG path draws; `at` is where its number stands.
        actions: the actions that lead along it, in the order of the rules.
    """

    no: int
    start: Mapping[str, str]
    end: Mapping[str, str]
    path: str
    at: tuple[int, int]
    actions: tuple[ActionRule, ...]


@dataclass(frozen=True, kw_only=True)
class TrackPicture:
    """The boxes and arrows of a track; `asides` are the actions that leave the state as it is."""

    width: int
    height: int
    boxes: tuple[StateBox, ...]
    arrows: tuple[Arrow, ...]
    asides: tuple[ActionRule, ...]


def track_picture(track: Track) -> TrackPicture:
    """Return the picture of a track as its rules are today."""
    order = list(track.states)
    ways = _ways(track, order)
    left, right = _lanes(ways, back=True), _lanes(ways, back=False)
    x = MARGIN + LANE * (1 + max(left.values(), default=-1))
    boxes = tuple(
        StateBox(name=track.states[state], x=x, y=TOP + STEP * place)
        for place, state in enumerate(order)
    )
    arrows = tuple(
        _arrow(no, way, actions, boxes, left | right)
        for no, (way, actions) in enumerate(ways.items(), start=1)
    )
    return TrackPicture(
        width=x + BOX_WIDTH + MARGIN + LANE * (1 + max(right.values(), default=-1)),
        height=TOP * 2 + STEP * (len(order) - 1) + BOX_HEIGHT,
        boxes=boxes,
        arrows=arrows,
        asides=tuple(rule for rule in track.actions.values() if rule.stays),
    )


Way = tuple[int, int]


def _ways(track: Track, order: Sequence[str]) -> dict[Way, tuple[ActionRule, ...]]:
    found: dict[Way, list[ActionRule]] = {}
    for rule in track.actions.values():
        for start, end in rule.ways:
            found.setdefault((order.index(start), order.index(end)), []).append(rule)
    return {way: tuple(found[way]) for way in sorted(found)}


def _lanes(ways: Mapping[Way, object], *, back: bool) -> dict[Way, int]:
    """Return how far out each way of a side runs, the short ones inside."""
    side = [way for way in ways if (way[1] < way[0] if back else way[1] > way[0] + 1)]
    taken: list[list[Way]] = []
    lanes: dict[Way, int] = {}
    for way in sorted(side, key=lambda each: (abs(each[1] - each[0]), each)):
        lane = next((n for n, lane in enumerate(taken) if not _meets(way, lane)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(way)
        lanes[way] = lane
    return lanes


def _meets(way: Way, others: Sequence[Way]) -> bool:
    return any(min(way) < max(other) and min(other) < max(way) for other in others)


def _arrow(
    no: int,
    way: Way,
    actions: tuple[ActionRule, ...],
    boxes: Sequence[StateBox],
    lanes: Mapping[Way, int],
) -> Arrow:
    start, end = boxes[way[0]], boxes[way[1]]
    path, at = _straight(start, end) if way not in lanes else _around(start, end, lanes[way])
    return Arrow(no=no, start=start.name, end=end.name, path=path, at=at, actions=actions)


def _straight(start: StateBox, end: StateBox) -> tuple[str, tuple[int, int]]:
    x, from_y = start.x + BOX_WIDTH // 2, start.y + BOX_HEIGHT
    return f"M{x} {from_y}V{end.y - 2}", (x, (from_y + end.y) // 2)


def _around(start: StateBox, end: StateBox, lane: int) -> tuple[str, tuple[int, int]]:
    """Return a way beside the boxes: right of them when it leads on, left when it leads back."""
    on = end.y > start.y
    edge = start.x + BOX_WIDTH if on else start.x
    out = edge + LANE * (lane + 1) if on else edge - LANE * (lane + 1)
    from_y = start.y + BOX_HEIGHT // 2 + (6 if on else -6)
    to_y = end.y + BOX_HEIGHT // 2 + (-6 if on else 6)
    into = edge + 2 if on else edge - 2
    return f"M{edge} {from_y}H{out}V{to_y}H{into}", (out, (from_y + to_y) // 2)
