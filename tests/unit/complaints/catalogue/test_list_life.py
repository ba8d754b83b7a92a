"""A list is published by a second person after review, and never otherwise."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.complaints.domain.catalogue.lists import list_life
from services.complaints.domain.catalogue.lists.charge_list import Act, Body, State, TypedPrice
from services.complaints.domain.catalogue.lists.followed import (
    Followed,
    followed_by,
    follower_of,
    left_by,
    reminded,
)
from shared.errors import AppError, Conflict, Forbidden, Invalid
from tests.complaints import GUANLI, HANBING, LINZHIYUAN, SUQING, TERMINAL, XUKEXIN, ZHOULAN
from tests.unit.complaints.catalogue.charge_lists import (
    NOW,
    OTHER_CITY,
    PEOPLE,
    SECOND,
    a_list,
    acting,
    terms,
)


def submitted():
    return list_life.submit(list_life.made(a_list(), acting()), "", acting())[0]


def reviewed():
    return list_life.review(submitted(), "", acting(HANBING))[0]


def a_typed(row=2, low="10", high="10"):
    return TypedPrice(
        row=row, price_min=Decimal(low), price_max=Decimal(high), unit="box", by="x", at=NOW
    )


class Life(RuleBasedStateMachine):
    """Anybody tries anything at any time."""

    def __init__(self):
        super().__init__()
        self.list = list_life.made(a_list(), acting())
        self.events = []

    @rule(
        who=st.sampled_from(PEOPLE),
        act=st.sampled_from(["submit", "send_back", "review", "publish", "type", "rows"]),
        reason=st.sampled_from(["", "缺依据"]),
    )
    def anybody_tries(self, who, act, reason):
        before = self.list
        try:
            self.list, events = self.after(who, act, reason)
        except AppError:
            assert self.list == before
        else:
            assert self.list.version == before.version + 1
            self.events += events

    def after(self, who, act, reason):
        doing = acting(who)
        if act == "publish":
            return list_life.publish(self.list, terms(), doing, before=None)
        if act == "type":
            return list_life.with_price(self.list, a_typed(), doing), []
        if act == "rows":
            return list_life.with_rows(self.list, self.list.source, doing), []
        return getattr(list_life, act)(self.list, reason, doing)

    @invariant()
    def what_is_published_was_reviewed_by_another_person_of_the_office(self):
        if self.list.state is not State.PUBLISHED:
            assert self.list.terms is None
            return
        acts = [each.act for each in self.list.history]
        assert acts[-2:] == [Act.REVIEWED, Act.PUBLISHED]
        by, reviewer = self.by(Act.PUBLISHED), self.by(Act.REVIEWED)
        assert by != reviewer
        assert {by, reviewer} <= {HANBING.sub, SECOND.sub}
        assert self.by(Act.SUBMITTED) != reviewer

    def by(self, act):
        last = self.list.last(act)
        return last.by if last else None

    @invariant()
    def nobody_of_another_city_ever_did_anything(self):
        assert OTHER_CITY.sub not in {each.by for each in self.list.history}

    @invariant()
    def every_event_has_a_version_of_its_own(self):
        told = [(each.version, each.act) for each in self.events]
        assert len(told) == len({version for version, _ in told})


TestLife = Life.TestCase


def test_the_port_office_is_told_of_a_list_and_the_body_of_its_return():
    _, [event] = list_life.submit(list_life.made(a_list(), acting()), "", acting())
    assert (event.act, event.departments, event.enterprises) == (
        "submitted",
        ("hy-port-office",),
        (),
    )
    after, [event] = list_life.send_back(submitted(), "第2行没有依据", acting(HANBING))
    assert (event.act, event.departments, event.enterprises) == ("returned", (), (TERMINAL,))
    assert after.history[-1].words == "第2行没有依据"


def test_a_publication_tells_the_body_the_office_and_each_follower_once():
    followers = ("uscc:91330400MA2TE5T01J", "department:hy-market", f"uscc:{TERMINAL}")
    after, [event] = list_life.publish(
        reviewed(), terms(), acting(SECOND), before=None, followers=followers
    )
    assert after.state is State.PUBLISHED
    assert event.enterprises == (TERMINAL, "91330400MA2TE5T01J")
    assert event.departments == ("hy-port-office", "hy-market")
    assert event.effective_from == date(2027, 1, 1)


def test_a_return_needs_a_reason_and_a_review_another_person():
    with pytest.raises(Invalid):
        list_life.send_back(submitted(), " ", acting(HANBING))
    by_office = list_life.made(a_list(by_office=True), acting(HANBING))
    waiting, _ = list_life.submit(by_office, "", acting(HANBING))
    with pytest.raises(Forbidden):
        list_life.review(waiting, "", acting(HANBING))
    with pytest.raises(Forbidden):
        list_life.publish(reviewed(), terms(), acting(HANBING), before=None)


@pytest.mark.parametrize(
    ("changes", "before", "field"),
    [
        ({"effective_from": date(2026, 11, 23)}, date(2026, 1, 1), "effective_from"),
        ({"effective_from": date(2027, 1, 1)}, date(2027, 1, 1), "effective_from"),
        ({"effective_to": date(2026, 12, 31)}, None, "effective_to"),
        ({"publisher": " "}, None, "publisher"),
        ({"where_published": ""}, None, "where_published"),
        ({"complaint_phone": "1" * 201}, None, "complaint_phone"),
    ],
)
def test_a_term_that_cannot_be_is_named(changes, before, field):
    with pytest.raises(Invalid) as wrong:
        list_life.publish(reviewed(), terms(**changes), acting(SECOND), before=before)
    assert [each.path for each in wrong.value.errors] == [field]


def test_the_first_edition_may_apply_already_and_the_next_from_tomorrow():
    today = terms(effective_from=date(2026, 11, 23))
    assert list_life.publish(reviewed(), today, acting(SECOND), before=None)[0].terms == today
    tomorrow = terms(effective_from=date(2026, 11, 24))
    after, _ = list_life.publish(reviewed(), tomorrow, acting(SECOND), before=date(2026, 1, 1))
    assert after.terms == tomorrow


@pytest.mark.parametrize("stranger", [ZHOULAN, LINZHIYUAN, OTHER_CITY, GUANLI])
def test_strangers_make_no_list_of_a_body(stranger):
    with pytest.raises(Forbidden):
        list_life.made(a_list(), acting(stranger))


def test_a_body_without_a_code_is_nobody_elses():
    nameless = a_list(body=Body(name="某堆场"))
    with pytest.raises(Forbidden):
        list_life.made(nameless, acting(replace(XUKEXIN, uscc=None)))
    assert list_life.made(nameless, acting(HANBING)).version == 1


def test_who_typed_a_price_is_kept_and_a_second_one_for_the_row_takes_its_place():
    first = list_life.with_price(list_life.made(a_list(), acting()), a_typed(), acting())
    second = list_life.with_price(first, a_typed(high="12"), acting())
    assert [each.price_max for each in second.typed] == [Decimal(12)]
    assert [each.by for each in second.history if each.act is Act.TYPED] == [XUKEXIN.sub] * 2
    with pytest.raises(Invalid):
        list_life.with_price(second, a_typed(low="13", high="12"), acting())
    with pytest.raises(Conflict):
        list_life.with_price(reviewed(), a_typed(), acting())


def test_a_follower_is_told_under_the_enterprise_or_the_department():
    assert follower_of(ZHOULAN) == f"uscc:{ZHOULAN.uscc}"
    assert follower_of(SUQING) == "department:hy-market"
    assert follower_of(GUANLI) is None
    once = followed_by(Followed(id="port:海阳港"), "uscc:X")
    assert followed_by(once, "uscc:X") == once
    assert left_by(once, "uscc:X").followers == ()
    assert left_by(Followed(id="port:海阳港"), "uscc:X").version == 0


def test_a_body_is_reminded_once_a_day_by_its_own_port_office():
    body = a_list().body
    place = {"city": "haiyang", "port": "海阳港"}
    after, [event] = reminded(Followed(id="b"), body, **place, acting=acting(HANBING))
    assert (event.act, event.enterprises) == ("reminded", (TERMINAL,))
    soon = acting(HANBING, NOW + timedelta(hours=23))
    with pytest.raises(Conflict):
        reminded(after, body, **place, acting=soon)
    later = acting(HANBING, NOW + timedelta(hours=24))
    assert len(reminded(after, body, **place, acting=later)[0].reminders) == 2
    with pytest.raises(Forbidden):
        reminded(after, body, **place, acting=acting(LINZHIYUAN))
    with pytest.raises(Conflict):
        reminded(after, Body(name="某堆场"), **place, acting=later)
