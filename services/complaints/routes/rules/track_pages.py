"""The pages that show how a case is handled: the states of each track and what leads where."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.complaints.domain.cases.actors import SYSTEM_ONLY
from services.complaints.domain.cases.track import ActionRule, Track
from services.complaints.domain.cases.track_picture import BOX_HEIGHT, BOX_WIDTH, track_picture
from services.complaints.domain.clocks.limits import LimitMissing, TimeLimits
from shared.clock import local_date
from shared.errors import NotFound
from shared.web.access import access, public
from shared.web.language import say, words
from shared.words import N_

ACTORS: Mapping[str, str] = {
    "officer": N_("承办人"),
    "other_officer": N_("另一名承办人"),
    "supervisor": N_("口岸办"),
    "system": N_("系统"),
    "reporter": N_("反映人"),
    "respondent": N_("被反映单位"),
    "superior": N_("上级部门"),
    "asked_officer": N_("被请求协办的部门"),
    "sender": N_("转送部门"),
    "disputing_officer": N_("管辖争议的另一方"),
    "partner_officer": N_("协办或者转送的部门"),
    "claiming_officer": N_("主张管辖的部门"),
}


def track_pages(
    tracks: Mapping[str, Track], limits: TimeLimits, *, now: Callable[[], datetime]
) -> Blueprint:
    """Return the pages of the tracks."""
    pages = Blueprint("track_pages", __name__, url_prefix="/complaints/tracks")

    @pages.get("")
    @access(public)
    def list_tracks() -> ResponseReturnValue:
        """List the tracks."""
        return render_template("rules/tracks.html", tracks=list(tracks.values()))

    @pages.get("/<code>")
    @access(public)
    def show_track(code: str) -> ResponseReturnValue:
        """Show the picture of a track and its actions."""
        if code not in tracks:
            raise NotFound(N_("没有这种办理程序"))
        track = tracks[code].on(local_date(now()))
        return render_template(
            "rules/track.html",
            track=track,
            picture=track_picture(track),
            box=(BOX_WIDTH, BOX_HEIGHT),
            actions=[_action(rule, limits) for rule in track.actions.values()],
        )

    return pages


def _action(rule: ActionRule, limits: TimeLimits) -> dict[str, Any]:
    clocks = {
        N_("开始"): [c for o in rule.outcomes for c in o.may_start],
        N_("停止"): [c for o in rule.outcomes for c in o.stops],
        N_("暂停"): [c for o in rule.outcomes for c in o.pauses],
        N_("继续"): [c for o in rule.outcomes for c in o.resumes],
    }
    return {
        "rule": rule,
        "who": [say(ACTORS[who]) for who in rule.who],
        "by_system": SYSTEM_ONLY in rule.who,
        "clocks": [
            f"{say(does)} {_title(code, limits)}"
            for does, codes in clocks.items()
            for code in dict.fromkeys(codes)
        ],
        "fields": [words(field.label) for field in rule.fields],
    }


def _title(code: str, limits: TimeLimits) -> str:
    rows = limits.of(code)
    if not rows:
        raise LimitMissing(f"no time limit {code}")
    return words(rows[-1].title)
