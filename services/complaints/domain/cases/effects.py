"""What a step may do to a case beside state and clocks; a track names them."""

from collections.abc import Callable, Mapping

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.asking import (
    answer_respondent,
    ask_respondent,
    keep_silence,
)
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.extension import ask_extension, decide_extension
from services.complaints.domain.cases.mediation import (
    answer_proposal,
    decide_recusal,
    end_lead,
    record_performance,
)
from services.complaints.domain.cases.merging import merge, relate, unmerge
from services.complaints.domain.cases.naming_officers import name_officer
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.reviewing import ask_rereview, ask_review
from services.complaints.domain.cases.revisit import record_revisit, reopen

Effect = Callable[[Case, Values, Act], Change]

EFFECTS: Mapping[str, Effect] = {
    "ask_extension": ask_extension,
    "decide_extension": decide_extension,
    "name_officer": name_officer,
    "ask_respondent": ask_respondent,
    "answer_respondent": answer_respondent,
    "keep_silence": keep_silence,
    "record_revisit": record_revisit,
    "reopen": reopen,
    "ask_review": ask_review,
    "ask_rereview": ask_rereview,
    "decide_recusal": decide_recusal,
    "answer_proposal": answer_proposal,
    "record_performance": record_performance,
    "end_lead": end_lead,
    "merge": merge,
    "unmerge": unmerge,
    "relate": relate,
}
