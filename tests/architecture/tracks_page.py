"""Writes docs/tracks.md: states and steps of every track, as the rules have them.

`python -m tests.architecture.tracks_page > docs/tracks.md`
"""

import sys
from collections.abc import Iterator

from services.complaints.adapters.rule_files_cases import load_tracks
from services.complaints.domain.cases.track import ActionRule, Track
from services.complaints.routes.rules.track_pages import ACTORS

HEAD = """# 办理程序

由 `services/complaints/rules/cases/` 的规则画出；规则改了而这一页没改，有一个测试会失败。
用 `python -m tests.architecture.tracks_page > docs/tracks.md` 重新写出。平台上同一内容在
`/complaints/tracks`。

Drawn from the rules; the same is on the pages below `/complaints/tracks`, in both languages.
"""


def tracks_page() -> str:
    """Return the page, one part a track."""
    return "\n".join([HEAD, *("\n".join(_part(track)) for track in load_tracks().values())])


def _part(track: Track) -> Iterator[str]:
    yield f"## {track.name['zh']} `{track.code}`\n"
    yield f"{track.basis.text}\n"
    yield "```mermaid\nstateDiagram-v2"
    for state, name in track.states.items():
        yield f'  state "{name["zh"]}" as {state}'
    yield from _ways(track)
    yield "```\n"
    yield "| 步骤 | 代码 | 谁办 | 期限 | 填写 | 依据 |\n|---|---|---|---|---|---|"
    yield from (_row(rule) for rule in track.actions.values())
    yield ""


def _ways(track: Track) -> Iterator[str]:
    ways: dict[tuple[str, str], list[str]] = {}
    for rule in track.actions.values():
        for way in rule.ways:
            ways.setdefault(way, []).append(rule.label["zh"])
    for (start, end), labels in sorted(ways.items()):
        yield f"  {start} --> {end}: {'、'.join(dict.fromkeys(labels))}"


def _row(rule: ActionRule) -> str:
    who = "、".join(ACTORS[each] for each in rule.who)
    fields = "、".join(field.label["zh"] for field in rule.fields)
    basis = rule.basis.text + ("" if rule.basis.verified else "（未核对原文）")
    cells = (rule.label["zh"], f"`{rule.code}`", who, _clocks(rule), fields, basis)
    return f"| {' | '.join(cells)} |"


def _clocks(rule: ActionRule) -> str:
    told: dict[str, None] = {}
    for outcome in rule.outcomes:
        told |= dict.fromkeys(f"开始 {code}" for code in outcome.may_start)
        told |= dict.fromkeys(f"停止 {code}" for code in outcome.stops)
        told |= dict.fromkeys(f"暂停 {code}" for code in outcome.pauses)
        told |= dict.fromkeys(f"继续 {code}" for code in outcome.resumes)
    return "；".join(told)


if __name__ == "__main__":
    sys.stdout.write(tracks_page())
