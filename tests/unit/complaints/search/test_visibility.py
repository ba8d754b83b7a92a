from hypothesis import given
from hypothesis import strategies as st

from services.complaints.domain.cases.case import Case, Respondent
from services.complaints.domain.search.filters import holds
from services.complaints.domain.search.visibility import facts_of, may_see, visible_to
from shared.principal import Principal, Role
from tests.unit.complaints.search.examples import (
    SUZHE,
    a_case,
    a_supervisor,
    an_auditor,
    an_officer,
)

DEPARTMENTS = ("hy-market", "hy-port-office", "hy-customs", "jx-market")
CITIES = ("haiyang", "jiaxing")
CODES = (None, SUZHE, "91330482300000029H")
NAMES = ("海阳云屿集装箱码头有限公司", "海阳海关", "市政府办公室（口岸办）")

cases = st.builds(
    lambda city, lead, partners, code, name: a_case(
        city=city,
        department=lead,
        partners=tuple(partners),
        respondent=Respondent(uscc=code, name=name),
    ),
    st.sampled_from(CITIES),
    st.sampled_from(DEPARTMENTS),
    st.lists(st.sampled_from(DEPARTMENTS), max_size=2),
    st.sampled_from(CODES),
    st.sampled_from(NAMES),
)
people = st.builds(
    Principal,
    sub=st.just("somebody"),
    name=st.just("某人"),
    role=st.sampled_from(Role),
    department=st.sampled_from((None, *DEPARTMENTS)),
    city=st.sampled_from((None, *CITIES)),
    uscc=st.sampled_from(CODES),
    organisation=st.sampled_from((None, *NAMES)),
)


@given(people, cases)
def test_both_forms_of_the_predicate_agree_with_the_rule_in_words(person: Principal, case: Case):
    own = (person.uscc is not None and person.uscc == case.respondent.uscc) or (
        person.organisation == case.respondent.name
    )
    in_words = (
        (
            person.role is Role.OFFICER
            and not own
            and person.department in {case.department, *case.partners}
        )
        or (person.role is Role.SUPERVISOR and not own and person.city == case.city)
        or person.role is Role.AUDITOR
    )
    assert may_see(person, case) is in_words
    assert holds(visible_to(person), facts_of(case)) is in_words


def test_an_officer_sees_what_the_department_leads_or_helps_with():
    assert may_see(an_officer("hy-market"), a_case())
    assert may_see(an_officer("hy-port-office"), a_case(partners=("hy-port-office",)))
    assert not may_see(an_officer("hy-customs"), a_case())


def test_a_supervisor_sees_the_own_city_only():
    assert may_see(a_supervisor("haiyang"), a_case())
    assert not may_see(a_supervisor("jiaxing"), a_case())


def test_nobody_handles_a_complaint_about_the_own_organisation():
    about_customs = a_case(respondent=Respondent(uscc=None, name="海阳 海关"), city="haiyang")
    assert not may_see(a_supervisor(organisation="海阳海关"), about_customs)
    assert not may_see(an_officer(uscc=SUZHE), a_case())
    assert may_see(an_auditor(), about_customs)


def test_claims_that_are_missing_open_nothing():
    assert not may_see(an_officer(None), a_case())
    assert not may_see(a_supervisor(None), a_case())
