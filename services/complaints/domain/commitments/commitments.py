"""All promises as loaded, found as people write them."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from services.complaints.domain.commitments.commitment import CitySettings, Commitment, EventName

_SEPARATORS = re.compile(r"[\s:：]+")


@dataclass(frozen=True, kw_only=True)
class Commitments:
    """The promises in the order of the notices.

    Args:
        events: by id.
        settings: by city.
        codes: city by the letters of its keys, `{"HY": "haiyang"}`.
    """

    rows: Sequence[Commitment]
    events: Mapping[str, EventName]
    settings: Mapping[str, CitySettings]
    codes: Mapping[str, str]

    def find(
        self, measure: str, *, city: str | None = None, events: Collection[str] = ()
    ) -> Commitment | None:
        """Return the promise that is meant, or None.

        A measure with several promises (`jiaxing/2-7`) means its first one, unless the events are
        those of another one.

        Args:
            measure: `jiaxing/2-7#2`, `JX-2-7#2`, or `2-7` together with a city.
            city: where the measure does not say it.
            events: ids of the events that were told.
        """
        key = self._key(measure, city)
        found = self._by_id.get(key)
        if found is None or "#" in key or not events or set(events) & set(found.events):
            return found
        others = (row for row in self.rows if row.measure == key and set(events) & set(row.events))
        return next(others, found)

    def event(self, written: str) -> EventName | None:
        """Return the event of an id or of one of its names."""
        return self._by_name.get(_plain(written))

    def _key(self, measure: str, city: str | None) -> str:
        text = _SEPARATORS.sub("", unicodedata.normalize("NFKC", measure))
        letters, dash, number = text.partition("-")
        if dash and letters.upper() in self.codes:
            return f"{self.codes[letters.upper()]}/{number.upper()}"
        place, slash, number = text.rpartition("/")
        place = place.lower() if slash else (city or "")
        return f"{place}/{number.upper()}"

    @cached_property
    def _by_id(self) -> Mapping[str, Commitment]:
        return {row.id: row for row in self.rows}

    @cached_property
    def _by_name(self) -> Mapping[str, EventName]:
        return {
            _plain(name): event
            for event in self.events.values()
            for name in (event.id, event.zh, event.en, *event.aliases)
        }


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    return re.sub(r"[\s_-]+", "_", folded)
