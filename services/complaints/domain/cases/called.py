"""Whether the respondent was called to mediation by its checked code, so that it takes part.

Source: the reporter agreed to mediation on a page that says that the respondent will know.
"""

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.problems import raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from shared.errors import FieldError
from shared.uscc import clean
from shared.words import N_

APPOINTED, CODE = "appoint_mediation", "uscc"


def appoint_mediation(case: Case, values: Values, _act: Act) -> Change:
    """Keep an appointment; with the respondent's code typed again, the enterprise sees the case.

    Values: `held_on`, `at`, `place`, `mediators`; `text`, `uscc` where given.

    Raises:
        Invalid: the code is another one than that of the case.
    """
    code = clean(values.get(CODE, ""))
    other = FieldError(CODE, N_("与案件中的统一社会信用代码不一致，请对照营业执照核对"))
    raise_if_any(other if code and code != case.respondent.uscc else None)
    return Change(case=case)


def called(case: Case) -> Step | None:
    """Return the first appointment that called the respondent by the code it has now, or None."""
    if case.respondent.uscc is None:
        return None
    steps = (step for step in case.timeline if step.action == APPOINTED)
    return next((s for s in steps if clean(s.values.get(CODE, "")) == case.respondent.uscc), None)
