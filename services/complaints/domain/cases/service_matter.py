"""What a complaint about a service is about: the promise, the times, the authority."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from services.complaints.domain.cases.problems import too_long
from shared.errors import FieldError
from shared.words import N_

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
MOST_SHORT = 200
FREE_TEXTS = ("promised", "authority", "reference", "window")


@dataclass(frozen=True, kw_only=True)
class ServiceMatter:
    """A slow or bad service as the reporter tells it; empty or None where nothing is told.

    Args:
        measure: number of the notice's measure that promises it, `HY-9` or `9`.
        promised: the promised limit in the reporter's words.
        started_at: when the service actually began; `ended_at` when it ended.
        authority: the unit complained of, as written; empty where the respondent is meant.
        reference: number of a customs declaration or of a ship's call.
        window: the counter or person met there.
    """

    measure: str | None = None
    promised: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    authority: str = ""
    reference: str = ""
    window: str = ""

    def with_texts(self, change: Callable[[str], str]) -> "ServiceMatter":
        """Return the matter with each free text changed, e.g. redacted."""
        texts = {name: change(getattr(self, name)) for name in FREE_TEXTS}
        return replace(self, **texts)  # type: ignore[arg-type]


def service_problems(matter: ServiceMatter | None, now: datetime) -> Iterator[FieldError]:
    """Yield what is wrong with the matter, each with its path below `service`."""
    if matter is None:
        return
    for name in FREE_TEXTS:
        if found := too_long(f"service.{name}", getattr(matter, name), MOST_SHORT):
            yield found
    for name in ("started_at", "ended_at"):
        at = getattr(matter, name)
        if at is not None and not EARLIEST <= at <= now:
            yield FieldError(f"service.{name}", N_("时间不能晚于现在，也不能早于 1990 年"))
    if matter.started_at and matter.ended_at and matter.ended_at < matter.started_at:
        yield FieldError("service.ended_at", N_("结束时间不能早于开始时间"))
