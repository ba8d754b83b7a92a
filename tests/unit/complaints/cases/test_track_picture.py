"""The picture of a track: every state and every way is in it, nothing lies over a box."""

import re

import pytest

from services.complaints.domain.cases.track_picture import BOX_HEIGHT, BOX_WIDTH, track_picture
from tests.complaints import rules

TRACKS = list(rules().tracks.values())


@pytest.mark.parametrize("track", TRACKS, ids=[track.code for track in TRACKS])
def test_every_state_and_every_way_is_drawn_once(track):
    picture = track_picture(track)
    assert [box.name for box in picture.boxes] == list(track.states.values())
    ways = {way for rule in track.actions.values() for way in rule.ways}
    assert len(picture.arrows) == len(ways)
    assert [arrow.no for arrow in picture.arrows] == list(range(1, len(ways) + 1))


@pytest.mark.parametrize("track", TRACKS, ids=[track.code for track in TRACKS])
def test_ways_around_run_inside_the_picture_and_beside_the_boxes(track):
    picture = track_picture(track)
    left = picture.boxes[0].x
    for arrow in picture.arrows:
        for across in map(int, re.findall(r"H(-?\d+)V", arrow.path)):
            assert 0 < across < left or left + BOX_WIDTH < across < picture.width
    assert picture.boxes[-1].y + BOX_HEIGHT < picture.height


@pytest.mark.parametrize("track", TRACKS, ids=[track.code for track in TRACKS])
def test_no_two_numbers_stand_on_each_other(track):
    places = [arrow.at for arrow in track_picture(track).arrows]
    for place, (x, y) in enumerate(places):
        for other_x, other_y in places[place + 1 :]:
            assert abs(x - other_x) >= 18 or abs(y - other_y) >= 18
