"""Who handles a case: competence, the notices, and never a unit with an interest in it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.adapters.rule_files_parties import load_party_rules
from services.complaints.domain.parties.department import Kind, Ownership, TypedName
from services.complaints.domain.parties.party_rules import PartyUnknown
from services.complaints.domain.parties.routing import RoutingFacts, plan, route

RULES = load_party_rules()
DAY = date(2026, 11, 23)
UNITS = list(RULES.departments.values())
NAMES = st.sampled_from(sorted({name for unit in UNITS for name in (unit.zh, *unit.aliases)}))
TRACKS = st.sampled_from(["price_report", "fee_dispute", "service", "petition", "unheard_of"])
MEASURES = st.sampled_from(sorted({duty.measure for duty in RULES.duties}))


def facts(**changes):
    given_facts = {"city": "haiyang", "track": "price_report", "received_on": DAY, **changes}
    return RoutingFacts(**given_facts)


@pytest.mark.parametrize(
    ("city", "lead", "partner", "measure", "item"),
    [
        ("haiyang", "hy-market", "hy-port-office", "HY-15", "海政办发〔2020〕14号第（十五）项"),
        ("jiaxing", "jx-market", "jx-port-office", "JX-3-2", "第2项"),
    ],
)
def test_a_price_report_goes_to_the_market_regulator_of_the_place(
    city, lead, partner, measure, item
):
    found = route(facts(city=city, respondent_name="海阳云屿集装箱码头有限公司"), RULES)
    assert (found.lead, found.partners, found.measures) == (lead, (partner,), (measure,))
    assert "价格违法行为行政处罚规定第二条、第三条" in found.basis
    assert item in found.basis
    assert found.rule_version == RULES.version


def test_the_basis_is_that_of_the_day_of_receipt():
    old = route(facts(received_on=date(2026, 4, 14)), RULES).basis
    new = route(facts(received_on=date(2026, 4, 15)), RULES).basis
    assert "总局令第20号" in old
    assert "总局令第121号" not in old
    assert "总局令第121号" in new


def test_units_the_measure_names_may_be_asked_to_help():
    found = plan(facts(), RULES)
    assert found.may_help == ("hy-reform", "hy-transport", "hy-commerce", "hy-customs")


def test_a_measure_that_names_only_the_customs_complained_of_goes_to_the_port_office():
    asked = facts(track="service", respondent_name="海阳海关", measures=("8",))
    found = plan(asked, RULES)
    assert found.routing.lead == "hy-port-office"
    assert found.routing.measures == ("HY-8",)
    assert (found.answers, found.forwards) == ("hy-customs", True)
    assert "不作认定" in found.routing.note
    assert "海阳海关是被投诉单位" in found.routing.note


def test_the_next_unrelated_unit_listed_comes_before_the_port_office():
    asked = facts(track="service", respondent_name="海阳海关", measures=("HY-1",))
    assert route(asked, RULES).lead == "hy-maritime"


def test_an_operator_never_handles_a_complaint_about_another():
    asked = facts(
        city="jiaxing", track="service", respondent_name="上港平湖公司", measures=("1-5",)
    )
    found = route(asked, RULES)
    assert found.lead == "jx-port-office"
    assert "是经营单位" in found.note


def test_a_complaint_about_the_market_regulator_is_only_coordinated_elsewhere():
    found = plan(facts(respondent_name="海阳市市场监督管理局"), RULES)
    assert found.routing.lead == "hy-reform"
    assert "指定" in found.routing.note
    assert found.passed_over == ("hy-market",)


def test_a_port_office_complained_of_does_not_co_handle():
    assert route(facts(respondent_name="海阳市口岸办"), RULES).partners == ()


def test_a_port_office_complained_of_without_a_measure_leaves_it_to_the_next_in_order():
    asked = facts(city="jiaxing", track="service", respondent_name="嘉兴市口岸办公室")
    assert route(asked, RULES).lead == "jx-reform"


@pytest.mark.parametrize(
    ("city", "name", "unit"),
    [
        ("haiyang", "海阳海关驻港区办事处", "hy-customs"),
        ("haiyang", "海阳市发展和改革委员会", "hy-reform"),
        ("haiyang", "海阳市场监管局", "hy-market"),
        ("haiyang", "山东省海阳市公安局", "hy-police"),
        ("haiyang", " 海阳港务有限责任公司 ", "hy-port-company"),
        ("haiyang", "海阳港务有限公司第二分公司", "hy-port-company"),
        ("jiaxing", "浙江海港嘉兴港务有限公司", "jx-port-company"),
        ("jiaxing", "市滨海办(港务局、口岸办)", "jx-port-office"),
        ("jiaxing", "平湖市人民政府", "jx-pinghu"),
        ("jiaxing", "平湖栖浦港务服务有限公司", None),
        ("haiyang", "海阳云屿集装箱码头有限公司", None),
        ("haiyang", "", None),
    ],
)
def test_a_unit_is_recognised_however_its_name_is_written(city, name, unit):
    assert plan(facts(city=city, respondent_name=name), RULES).answers == unit


def with_shares(*shares):
    rows = [
        Ownership(owner=owner, owned=owned, effective_from=date(2020, 1, 1), effective_to=None)
        for owner, owned in shares
    ]
    return replace(RULES, ownership=tuple(rows))


@pytest.mark.parametrize(
    "shares",
    [
        [("hy-market", "海阳云屿集装箱码头有限公司")],
        [("海阳云屿集装箱码头有限公司", "hy-market")],
        [("hy-market", "91370687300000010P")],
        [("hy-market", "甲公司"), ("甲公司", "海阳云屿集装箱码头有限公司")],
    ],
)
def test_a_shareholder_or_subsidiary_of_the_respondent_is_passed_over(shares):
    asked = facts(respondent_name="海阳云屿集装箱码头", respondent_uscc="91370687300000010P")
    found = plan(asked, with_shares(*shares))
    assert found.routing.lead == "hy-reform"
    assert "有利害关系" in found.routing.note


def test_shares_count_only_while_they_are_held():
    share = Ownership(
        owner="hy-market",
        owned="云屿",
        effective_from=date(2020, 1, 1),
        effective_to=date(2020, 2, 1),
    )
    rules = replace(RULES, ownership=(share,))
    assert route(facts(respondent_name="云屿"), rules).lead == "hy-market"


def test_a_unit_that_is_gone_is_followed_by_its_successor():
    gone = replace(
        RULES.departments["hy-market"], effective_to=date(2026, 6, 30), successor="hy-commerce"
    )
    rules = replace(RULES, departments={**RULES.departments, "hy-market": gone})
    assert route(facts(received_on=date(2026, 6, 30)), rules).lead == "hy-market"
    assert route(facts(received_on=date(2026, 7, 1)), rules).lead == "hy-commerce"
    complained = facts(received_on=date(2026, 7, 1), respondent_name="市市场监管局")
    assert route(complained, rules).lead not in ("hy-market", "hy-commerce")


def test_an_unknown_city_is_refused():
    with pytest.raises(PartyUnknown):
        route(facts(city="atlantis"), RULES)


@given(
    city=st.sampled_from(sorted(RULES.cities)),
    track=TRACKS,
    name=NAMES,
    prefix=st.sampled_from(["", "海阳", "嘉兴", " "]),
    suffix=st.sampled_from(["", "分公司", "办事处"]),
    measures=st.lists(MEASURES, max_size=3),
    shares=st.lists(st.tuples(NAMES, NAMES), max_size=2),
    day=st.dates(date(2021, 1, 1), date(2030, 12, 31)),
)
def test_somebody_without_an_interest_is_always_found(
    *, city, track, name, prefix, suffix, measures, shares, day
):
    asked = RoutingFacts(
        city=city,
        track=track,
        received_on=day,
        respondent_name=prefix + name + suffix,
        measures=tuple(measures),
    )
    found = plan(asked, with_shares(*shares))
    lead = RULES.departments[found.routing.lead]
    own = RULES.city(city)
    typed = TypedName(asked.respondent_name or "", own)
    assert lead.city == city
    assert lead.kind is not Kind.OPERATOR
    for unit in (found.routing.lead, *found.routing.partners, *found.may_help):
        assert not RULES.departments[unit].is_meant_by(typed)
        assert unit not in found.passed_over
