import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.notify.adapters.rule_files import load_rules
from services.notify.domain.channels.address import mask_email
from services.notify.domain.messages.fact_words import clean, day_words, money_words
from services.notify.domain.messages.facts import facts_of
from services.notify.domain.messages.template import fill, fill_link
from services.notify.domain.plans.planning import plan_messages
from tests.unit.notify.examples import (
    CASE,
    EVENT_ID,
    EVENTS,
    NOW,
    case_filed,
    filing_decided,
    score_changed,
)

RULES = load_rules()
LINK = "https://port.example/complaints/mine/HY-2026-04172-1"


def written(event):
    for message in plan_messages(event, EVENT_ID, plans=RULES.plans, now=NOW):
        template = RULES.templates[message.template, message.template_version]
        texts = fill(template, message.facts, link=LINK)
        yield from (texts.zh, texts.en)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.TYPE)
def test_every_planned_text_is_whole_in_both_languages(event):
    for text in written(event):
        assert "$" not in f"{text.subject}{text.body}"
        assert "\n" not in text.subject
        assert LINK in text.body


def test_a_receipt_holds_the_number_and_the_next_date():
    zh, en = list(written(case_filed()))[:2]
    assert zh.subject == f"已收到您的价格举报，编号 {CASE}"
    assert "2026年5月25日前决定是否立案" in zh.body
    assert "by 25 May 2026" in en.body


def test_a_filing_tells_the_day_of_the_decision_not_that_of_the_telling():
    zh, en = list(written(filing_decided()))[:2]
    assert "2026年10月20日前作出处理决定" in zh.body
    assert "by 20 Oct 2026" in en.body
    assert "2026年7月29日" not in zh.body


def test_no_date_is_written_where_there_is_none():
    facts = facts_of(filing_decided(outcome="not_filed", due_on=None))
    assert facts["due_on"].zh == "—"


def test_a_first_score_has_no_previous_one():
    facts = facts_of(score_changed(previous_score=None, previous_grade=None))
    assert (facts["previous_score"].en, facts["previous_grade"].en) == ("—", "—")


@given(st.text())
@example("中://evil.example")
@example("://")
def test_whatever_is_typed_stays_one_visible_line_without_an_address_to_follow(typed):
    line = clean(typed)
    assert "://" not in line
    assert len(line) <= 200
    assert not any(unicodedata.category(each) in {"Cc", "Cf", "Zl", "Zp"} for each in line)


@given(st.text(alphabet=st.sampled_from("ab.:/ht\r\n${}　中w"), max_size=40))
def test_a_fact_can_add_neither_header_nor_line_nor_place(typed):
    plain = list(written(case_filed(title="标题")))
    for text, without in zip(written(case_filed(title=typed)), plain, strict=True):
        assert "\n" not in text.subject
        assert text.body.count("\n") == without.body.count("\n")
        assert "://" not in text.body.replace(LINK, "")


@pytest.mark.parametrize(
    "typed", ["http://evil.example/x", "HTTPS://evil.example", "a evil.example"]
)
def test_an_address_in_a_title_cannot_be_followed(typed):
    assert "evil.example" not in clean(typed)


def test_a_place_in_a_fact_is_not_filled_again():
    texts = list(written(case_filed(title="${link}")))
    assert any("${link}" in text.body for text in texts)


@pytest.mark.parametrize(
    ("amount", "written_as"),
    [("3810", "¥3,810.00"), ("0", "¥0.00"), ("-48.5", "−¥48.50")],
)
def test_an_amount_is_written_with_sign_and_two_places(amount, written_as):
    assert money_words(Decimal(amount)).zh == written_as


def test_an_unknown_day_is_a_dash():
    assert day_words(None).en == "—"


def test_a_link_is_filled_from_facts():
    link = fill_link(
        "/complaints/mine/${case_no}", facts_of(case_filed()), public_url="https://port.example/"
    )
    assert link == LINK


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("zhoulan@firm.example", "z***@***.example"),
        ("x@y.example", "x***@***.example"),
        ("no", "***"),
    ],
)
def test_an_address_is_masked(address, masked):
    assert mask_email(address) == masked


def test_equal_texts_have_equal_digests():
    first, again = list(written(case_filed())), list(written(case_filed()))
    assert [text.digest for text in first] == [text.digest for text in again]
    assert len({text.digest for text in first}) == len({(t.subject, t.body) for t in first})
