"""What a step may do to a case beside state and clocks; a track names them."""

from collections.abc import Callable, Mapping

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.aftermath import end_remedy, record_payment
from services.complaints.domain.cases.announced_service import announce_service, serve_announced
from services.complaints.domain.cases.annulling import confirm_annulment, record_annulment
from services.complaints.domain.cases.asking import (
    answer_respondent,
    ask_respondent,
    keep_silence,
)
from services.complaints.domain.cases.called import appoint_mediation
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.co_handling import (
    accept_answer,
    answer_task,
    open_task,
    return_answer,
    withdraw_task,
)
from services.complaints.domain.cases.competence import (
    claim_competence,
    raise_dispute,
    rule_dispute,
    settle_claim,
    settle_dispute,
    withdraw_dispute,
)
from services.complaints.domain.cases.days_of_acts import (
    give_opinion,
    record_agreement,
    register_petition,
    tell_parties,
)
from services.complaints.domain.cases.extension import ask_extension, decide_extension
from services.complaints.domain.cases.first_contact import first_contact
from services.complaints.domain.cases.found_payers import add_payer
from services.complaints.domain.cases.mediation import (
    answer_proposal,
    decide_mediator_recusal,
    end_lead,
    end_mediation,
    record_performance,
)
from services.complaints.domain.cases.merging import merge, relate, unmerge
from services.complaints.domain.cases.naming_officers import name_officer
from services.complaints.domain.cases.pausing import pause_clock, resume_clock
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.recusal import ask_recusal, decide_recusal
from services.complaints.domain.cases.refunding import name_payer, record_refund
from services.complaints.domain.cases.reviewing import (
    act_in_rereview,
    ask_rereview,
    ask_review,
    give_review,
)
from services.complaints.domain.cases.revisit import record_revisit, reopen
from services.complaints.domain.cases.suspension import resume_execution, suspend_execution
from services.complaints.domain.cases.transfer import (
    ask_return,
    decide_return,
    forward_case,
    give_back,
    report_back,
    transfer,
)
from services.complaints.domain.cases.waiting import end_in_vain

Effect = Callable[[Case, Values, Act], Change]

EFFECTS: Mapping[str, Effect] = {
    "ask_extension": ask_extension,
    "decide_extension": decide_extension,
    "name_officer": name_officer,
    "open_task": open_task,
    "answer_task": answer_task,
    "accept_answer": accept_answer,
    "return_answer": return_answer,
    "withdraw_task": withdraw_task,
    "transfer": transfer,
    "forward_case": forward_case,
    "report_back": report_back,
    "ask_return": ask_return,
    "decide_return": decide_return,
    "give_back": give_back,
    "raise_dispute": raise_dispute,
    "settle_dispute": settle_dispute,
    "withdraw_dispute": withdraw_dispute,
    "rule_dispute": rule_dispute,
    "ask_recusal": ask_recusal,
    "decide_recusal": decide_recusal,
    "ask_respondent": ask_respondent,
    "answer_respondent": answer_respondent,
    "keep_silence": keep_silence,
    "end_in_vain": end_in_vain,
    "record_revisit": record_revisit,
    "reopen": reopen,
    "ask_review": ask_review,
    "ask_rereview": ask_rereview,
    "give_review": give_review,
    "act_in_rereview": act_in_rereview,
    "give_opinion": give_opinion,
    "record_agreement": record_agreement,
    "register_petition": register_petition,
    "tell_parties": tell_parties,
    "end_remedy": end_remedy,
    "record_payment": record_payment,
    "decide_mediator_recusal": decide_mediator_recusal,
    "answer_proposal": answer_proposal,
    "record_performance": record_performance,
    "end_lead": end_lead,
    "end_mediation": end_mediation,
    "merge": merge,
    "unmerge": unmerge,
    "relate": relate,
    "pause_clock": pause_clock,
    "resume_clock": resume_clock,
    "record_refund": record_refund,
    "name_payer": name_payer,
    "add_payer": add_payer,
    "appoint_mediation": appoint_mediation,
    "claim_competence": claim_competence,
    "settle_claim": settle_claim,
    "first_contact": first_contact,
    "announce_service": announce_service,
    "serve_announced": serve_announced,
    "suspend_execution": suspend_execution,
    "resume_execution": resume_execution,
    "record_annulment": record_annulment,
    "confirm_annulment": confirm_annulment,
}
