"""What a step may do to a case beside state and clocks; a track names them."""

from collections.abc import Callable, Mapping

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.extension import ask_extension, decide_extension
from services.complaints.domain.cases.naming_officers import name_officer
from services.complaints.domain.cases.pausing import pause_clock, resume_clock
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.refunding import name_payer, record_refund

Effect = Callable[[Case, Values, Act], Change]

EFFECTS: Mapping[str, Effect] = {
    "ask_extension": ask_extension,
    "decide_extension": decide_extension,
    "name_officer": name_officer,
    "pause_clock": pause_clock,
    "resume_clock": resume_clock,
    "record_refund": record_refund,
    "name_payer": name_payer,
}
