"""The page of the tracks says what the rules say, and every clock a track names has a rule."""

import pytest

from services.complaints.adapters.rule_files_cases import load_tracks
from services.complaints.adapters.rule_files_clocks import load_limits
from tests.architecture.source import ROOT
from tests.architecture.tracks_page import tracks_page

TRACKS = load_tracks()


def test_the_page_of_the_tracks_says_what_the_rules_say():
    written = (ROOT / "docs" / "tracks.md").read_text("utf-8")
    assert written == tracks_page(), "python -m tests.architecture.tracks_page > docs/tracks.md"


@pytest.mark.parametrize("track", TRACKS.values(), ids=list(TRACKS))
def test_every_clock_of_a_track_has_a_rule_and_every_pause_a_listed_reason(track):
    limits = load_limits()
    for rule in track.actions.values():
        for outcome in rule.outcomes:
            named = {*outcome.may_start, *outcome.stops}
            for code in (*named, *outcome.resumes, *outcome.pauses):
                assert limits.of(code), f"{rule.code}: {code}"
            for code, reason in outcome.pauses.items():
                assert reason in {stop.code for row in limits.of(code) for stop in row.stops}


@pytest.mark.parametrize("track", TRACKS.values(), ids=list(TRACKS))
def test_every_clock_that_a_track_starts_can_end(track):
    outcomes = [outcome for rule in track.actions.values() for outcome in rule.outcomes]
    started = {code for o in outcomes for code in o.may_start}
    assert started <= {code for o in outcomes for code in o.stops}


@pytest.mark.parametrize("track", TRACKS.values(), ids=list(TRACKS))
def test_wherever_a_case_comes_it_can_be_closed(track):
    ways = {
        (start, outcome.to)
        for rule in track.actions.values()
        for outcome in rule.outcomes
        for start in (rule.from_states or ("",))
        if outcome.to
    }
    back = (rule for rule in track.actions.values() if rule.effect == "unmerge")
    ways |= {
        (start, state) for rule in back for start in rule.from_states for state in track.states
    }
    come_to, can_close = {""}, {"closed"}
    for _ in track.states:
        come_to |= {end for start, end in ways if start in come_to}
        can_close |= {start for start, end in ways if end in can_close}
    assert come_to - {""} <= can_close
