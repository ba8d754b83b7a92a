"""Who the respondent is: the code and the registered name that an officer types.

A legal document and the credit record name a party as it is registered, never in the words of a
reporter.
"""

from dataclasses import replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.problems import need_text, too_long
from services.complaints.domain.parties.identities import Mark
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
    """Return the case about the enterprise of that code and registered name."""
    respondent = replace(case.respondent, uscc=code, registered_name=name)
    return replace(case, respondent=respondent)
