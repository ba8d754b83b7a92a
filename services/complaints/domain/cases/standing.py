"""How a case stands when somebody asks whether a step can be taken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.track import Track
from shared.errors import FieldError


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A case, the rules of its track and the legal day."""

    case: Case
    track: Track
    today: date


Need = Callable[[Standing], FieldError | None]
