"""The result of a run, as a person reads it."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from tests.chaos.chaos import Chaos, Seen
from tests.chaos.recovery import Kill


def table(run: Chaos, wrong: Mapping[str, Sequence[str]]) -> str:
    """Return the table of kills, scenarios and checks."""
    return "\n".join(
        [*_kills(run.recovery.kills), "", *_seen(run.scenarios), "", *_end(run, wrong)]
    )


def _kills(kills: Sequence[Kill]) -> Iterator[str]:
    yield "| killed | times | ready again, s (p50 / max) | caught up, s (p50 / max) |"
    yield "|---|---|---|---|"
    for name in dict.fromkeys(kill.target.name for kill in kills):
        yield _row(name, [kill for kill in kills if kill.target.name == name])
    yield _row("all", kills)


def _row(name: str, kills: Sequence[Kill]) -> str:
    ready, caught_up = [k.ready for k in kills], [k.caught_up for k in kills]
    return f"| {name} | {len(kills)} | {_times(ready)} | {_times(caught_up)} |"


def _times(seconds: Sequence[float | None]) -> str:
    known = [each for each in seconds if each is not None]
    missing = f", {len(seconds) - len(known)} never" if len(known) < len(seconds) else ""
    return f"{median(known):.1f} / {max(known):.1f}{missing}" if known else f"–{missing}"


def _seen(scenarios: Sequence[Seen]) -> Iterator[str]:
    yield "| scenario | s | clients were answered | not ready meanwhile | noted |"
    yield "|---|---|---|---|---|"
    for each in scenarios:
        answers = "; ".join(f"{n} × {what}" for what, n in each.answers.items())
        not_ready = ", ".join(sorted(each.not_ready)) or "–"
        notes = "; ".join(each.notes) or "–"
        yield f"| {each.name} | {each.seconds:.0f} | {answers or '–'} | {not_ready} | {notes} |"


def _end(run: Chaos, wrong: Mapping[str, Sequence[str]]) -> Iterator[str]:
    journal = run.journal
    steps = journal.acknowledged - len(journal.filed)
    yield f"acknowledged: {len(journal.filed)} complaints, {steps} steps of handling"
    yield f"parked and sent back: {len(run.parked)}"
    yield from sorted({f"  {each}" for each in run.parked})
    if run.broker_started_again:
        yield "the broker had to be started again by hand: it gave partitions to nobody"
    yield ""
    yield "| at the end | wrong |"
    yield "|---|---|"
    yield from (f"| {name} | {len(found) or 'none'} |" for name, found in wrong.items())
    for name, found in wrong.items():
        yield from (f"!!! {name}: {each}" for each in found[:20])
