"""Which page of filing follows a button, whoever files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.complaints.routes.cases.filing_agreement import steps_with
from services.complaints.routes.cases.filing_form import STEPS, Filing
from shared.errors import FieldError
from shared.web.forms import is_row

ORDER = list(STEPS)


@dataclass(frozen=True, kw_only=True)
class Following:
    """The step to show, with what is wrong and the line that is open (-1 for none)."""

    step: str
    errors: Sequence[FieldError] = ()
    open_at: int = -1

    @property
    def status(self) -> int:
        """The status of the answer that shows it."""
        return 422 if self.errors else 200


def following(
    step: str,
    filing: Filing,
    word: str,
    which: str,
    *,
    problems: Callable[[], Sequence[FieldError]],
) -> Following:
    """Return what follows the button `word:which`.

    Going on to the next step, and checking one line, need what they look at to be without errors.
    """
    order = steps_with(ORDER, filing.fields)
    place = order.index(step) if step in order else ORDER.index("evidence")
    if word == "goto" and which in order:
        return Following(step=which)
    if word == "back":
        return Following(step=order[max(0, place - 1)])
    if word == "add":
        return Following(step=step, open_at=filing.line_numbers()[-1])
    if word == "check":
        errors = [each for each in problems() if each.path.startswith(f"lines.{which}.")]
        return Following(step=step, errors=errors, open_at=int(which) if is_row(which) else -1)
    if word == "next":
        errors = list(problems())
        return Following(step=step if errors else order[place + 1], errors=errors)
    return Following(step=step)
