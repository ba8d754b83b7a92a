"""Events about the measures of the notices. None holds a personal datum or an address."""

from dataclasses import dataclass

from shared.events.envelope import Event, event


@event(topic="measures", type="measure.told.v1")
@dataclass(frozen=True, kw_only=True)
class MeasureTold(Event):
    """Something about a measure is told to departments; key is the row, `JX-2-7#2`.

    `act` is "reported", "returned" or "reminded"; `measure` the number of its page, `JX-2-7`.
    """

    act: str
    city: str
    measure: str
    title_zh: str
    title_en: str
    departments: tuple[str, ...]
