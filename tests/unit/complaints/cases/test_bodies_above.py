"""A petition on its own route is reviewed by the body above, and by the one above that."""

import pytest

from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.routed import Routing
from services.complaints.domain.parties.department import Kind
from services.complaints.domain.parties.interest import Choice
from shared.errors import Forbidden
from shared.local.sign_in.people import load_groups
from shared.principal import Principal, Role
from tests.complaints import NOW, a_case, rules
from tests.unit.complaints.cases.story import Story

PARTIES = rules().parties
OPINION = {"upheld": "no", "text": "收费依据已失效。", "opinion": "予以退还。"}


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def somebody(role: Role, department: str | None) -> Principal:
    """Return a demo person of a department; an officer's may be made up."""
    people = [each for group in load_groups() for each in group.people]
    for each in people:
        if (each.role, each.department) == (role.value, department):
            return Principal(
                sub=each.sub, name=each.name["zh"], role=role, department=department, city=each.city
            )
    assert role is Role.OFFICER, f"no demo person supervises for {department}"
    assert department is not None
    city = PARTIES.departments[department].city
    return Principal(sub="chenlu", name="陈路", role=Role.OFFICER, department=department, city=city)


def routed(city: str) -> Case:
    rule = PARTIES.competence_of("petition", city, NOW.date())
    assert rule is not None
    routing = Routing(lead=rule.lead, partners=(), basis=rule.basis)
    return a_case(track="petition", city=city, routing=routing)


@pytest.mark.parametrize("city", ["haiyang", "jiaxing"])
def test_the_demo_has_people_for_both_reviews_of_what_the_port_office_answered(city):
    story = Story(routed(city))
    lead = PARTIES.departments[story.case.department]
    above = PARTIES.departments[lead.superior or ""]
    officer = somebody(Role.OFFICER, lead.id)
    first, second = somebody(Role.SUPERVISOR, above.id), somebody(Role.SUPERVISOR, above.superior)
    day = story.today.isoformat()
    story.do(step("accept"), by=officer)
    story.do(step("give_opinion", received_on=day, **OPINION), by=officer)
    story.do(step("record_review_request", asked_on=day, text="不服。"), by=officer)
    review = step("give_review", received_on=day, **OPINION)
    for wrong in (somebody(Role.SUPERVISOR, lead.id), second):
        with pytest.raises(Forbidden):
            story.do(review, by=wrong)
    story.do(review, by=first)
    story.do(step("record_rereview_request", asked_on=day, text="不服。"), by=officer)
    for form in (step("begin_hearing", text="口岸大厅。"), step("end_hearing", text="到场。")):
        with pytest.raises(Forbidden, match="上一级"):
            story.do(form, by=first)
        story.do(form, by=second)
    story.do(step("give_rereview", received_on=day, **OPINION), by=second)
    assert story.case.state is CaseState.REREVIEWED


def test_a_body_above_is_given_no_case():
    for city in PARTIES.cities.values():
        choice = Choice(rules=PARTIES, city=city, on=NOW.date(), respondents=())
        free = {PARTIES.departments[unit].kind for unit in choice.free(PARTIES.departments)}
        assert Kind.ABOVE not in free
