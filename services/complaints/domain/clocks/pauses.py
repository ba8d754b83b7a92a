"""Days that do not count towards a limit, for the reasons that its rule lists and for no other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.complaints.domain.clocks.calendar import ONE_DAY, days_between
from services.complaints.domain.clocks.limits import StopEvent, TimeLimit
from services.complaints.domain.clocks.step import Step, Value
from shared.errors import FieldError, Invalid
from shared.words import N_

LONGEST = 3660


class PauseRefused(Invalid):
    """A pause the rule does not know, or whose days cannot be; `errors` name which."""


@dataclass(frozen=True)
class Pause:
    """What somebody asks not to count: both days included, `reason` as the rule codes it."""

    from_on: date
    to_on: date
    reason: str


@dataclass(frozen=True)
class Paused:
    """A pause with the row that allows it."""

    pause: Pause
    stop: StopEvent

    @property
    def days(self) -> frozenset[date]:
        """The days that do not count."""
        return frozenset(days_between(self.pause.from_on - ONE_DAY, self.pause.to_on))

    @property
    def step(self) -> Step:
        """The sentence of the arithmetic."""
        params: dict[str, Value] = {
            "from_on": self.pause.from_on.isoformat(),
            "to_on": self.pause.to_on.isoformat(),
            "reason": self.stop.title,
            "basis": self.stop.basis,
        }
        return Step(
            N_("%(from_on)s 至 %(to_on)s 暂停（%(reason)s），不计；依据：%(basis)s"), params
        )


def allowed_pauses(
    limit: TimeLimit, pauses: Sequence[Pause], started_on: date
) -> tuple[Paused, ...]:
    """Return the pauses with what allows each.

    Raises:
        PauseRefused: a reason is not listed in the rule, or the days cannot be.
    """
    return tuple(_allowed(limit, pause, at, started_on) for at, pause in enumerate(pauses))


def _allowed(limit: TimeLimit, pause: Pause, at: int, started_on: date) -> Paused:
    stop = next((each for each in limit.stops if each.code == pause.reason), None)
    if stop is None:
        raise _unlisted(limit, pause.reason, at)
    if not started_on <= pause.from_on <= pause.to_on:
        message = N_("暂停应从 %(started_on)s 以后开始，结束不早于开始")
        raise _refused(at, message, {"started_on": started_on.isoformat()})
    if (pause.to_on - pause.from_on).days >= LONGEST:
        raise _refused(at, N_("暂停不能超过 %(most)s 天"), {"most": LONGEST})
    return Paused(pause, stop)


def _unlisted(limit: TimeLimit, reason: str, at: int) -> PauseRefused:
    params: dict[str, str | int] = {"code": limit.code, "reason": reason[:40]}
    if not limit.stops:
        return _refused(at, N_("%(code)s 没有列明可以暂停计时的事由"), params)
    known = "、".join(f"{each.code}（{each.title['zh']}）" for each in limit.stops)
    message = N_("%(code)s 不能因“%(reason)s”暂停，列明的事由：%(known)s")
    return _refused(at, message, {**params, "known": known})


def _refused(at: int, message: str, params: dict[str, str | int]) -> PauseRefused:
    errors = [FieldError(f"pause.{at}", message, params)]
    return PauseRefused(message, errors=errors, params=params)
