"""Who the respondent is: the code and the registered name that an officer types.

A legal document and the credit record name a party as it is registered, never in the words of a
reporter.
"""

from dataclasses import replace
from decimal import Decimal

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.asking import withdrawn_for
from services.complaints.domain.cases.case import Case, Respondent
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.co_handling import helpers_kept
from services.complaints.domain.cases.problems import need_text, too_long
from services.complaints.domain.cases.routed import Routing
from services.complaints.domain.catalogue.check import CheckLine, check_lines
from services.complaints.domain.parties.identities import Mark
from services.complaints.domain.parties.routing import RoutingFacts, route
from shared.clock import local_date
from shared.errors import FieldError
from shared.uscc import clean, problem_with
from shared.words import N_

NAME, CODE = "respondent_name", "respondent_uscc"
MOST_CHARACTERS = 200


def plain(name: str) -> str:
    """Return a name with single blanks and none around it."""
    return " ".join(name.split())


def need_registered_name(name: str) -> FieldError | None:
    """Return what is wrong with a registered name; a text with a redaction's mark is none."""
    text = plain(name)
    problem = need_text(NAME, text) or too_long(NAME, text, MOST_CHARACTERS)
    if problem:
        return problem
    marked = any(mark.value in text for mark in Mark)
    if marked or not text.isprintable() or not any(each.isalpha() for each in text):
        return FieldError(NAME, N_("请照营业执照填写登记名称"))
    if problem_with(clean(text), NAME) is None:
        return FieldError(NAME, N_("这是代码，请照营业执照填写登记名称"))
    return None


def need_code(code: str, case: Case) -> FieldError | None:
    """Return an error unless the code is valid and the one the case has, if it has one."""
    typed = clean(code)
    problem = problem_with(typed, CODE)
    if problem or case.respondent.uscc in {None, typed}:
        return problem
    return FieldError(
        CODE, N_("与案件中的统一社会信用代码不一致。案件中的代码有误的，先更正被举报单位")
    )


def with_respondent(case: Case, *, code: str, name: str, act: Act) -> Case:
    """Return the case about the enterprise of that code and registered name.

    Whatever was worked out from who the respondent is, is worked out again: whose interest stands
    in the way, who may help, and the check of the lines that it charged.
    """
    respondent = replace(case.respondent, uscc=code, registered_name=name)
    routing = _routed(case, respondent, act)
    lines = tuple(_checked(line, case.respondent, name, act) for line in case.lines)
    named = replace(
        withdrawn_for(case, code),
        respondent=respondent,
        routing=routing,
        lines=lines,
        over=sum((line.over for line in lines), Decimal("0.00")),
    )
    return helpers_kept(named, act.parties, act.today)


def _routed(case: Case, respondent: Respondent, act: Act) -> Routing:
    """Return the routing with the department that is in charge, and which one should be.

    A partner with an interest goes at once; the department in charge stays until it passes the
    case on.
    """
    facts = RoutingFacts(
        city=case.city,
        track=case.track,
        received_on=local_date(case.filed_at),
        respondent_name=respondent.registered_name,
        respondent_uscc=respondent.uscc,
        measures=case.routing.measures,
    )
    found = route(facts, act.parties)
    return replace(
        found,
        lead=case.department,
        first_lead=case.routing.first_lead,
        partners=tuple(unit for unit in found.partners if unit != case.department),
        lead_instead=found.lead if found.lead != case.department else None,
    )


def _checked(line: ChargeLine, before: Respondent, name: str, act: Act) -> ChargeLine:
    """Return a line that the respondent charged with its new name and check; others stay."""
    if line.body is None or line.body not in {*before.names, before.uscc} or line.body == name:
        return line
    told = {field: getattr(line, field) for field in CheckLine.__dataclass_fields__}
    [check] = check_lines([CheckLine(**told | {"body": name})], act.catalogue)
    return replace(line, body=name, check=check)
