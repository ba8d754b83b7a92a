"""An internal note: its words are read by who handles or supervises the case, by nobody else."""

from dataclasses import replace

import pytest

from services.complaints.domain.cases.inner_notes import as_read_by
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.search.indexed_case import texts_of
from tests.complaints import HANBING, LINZHIYUAN, SHENJI, SUQING, a_case
from tests.unit.complaints.cases.story import Story

WORDS = "线人说仓库里另有账本。"
TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")
LUHENG = replace(HANBING, sub="else", city="jiaxing")


@pytest.fixture
def noted():
    return Story(a_case()).do(RecordedStep(action="note", values={"text": WORDS}))


@pytest.mark.parametrize("person", [LINZHIYUAN, SUQING, HANBING], ids=lambda each: each.sub)
def test_who_handles_or_supervises_the_case_reads_it(noted, person):
    assert as_read_by(noted.case, person) == noted.case


@pytest.mark.parametrize("person", [TRANSPORT, SHENJI, LUHENG], ids=lambda each: each.sub)
def test_a_helper_an_auditor_and_another_city_see_that_it_was_made_and_no_word(noted, person):
    read = as_read_by(noted.case, person)
    assert read.timeline[-1].actor == LINZHIYUAN.sub
    assert WORDS not in str(read)
    assert len(read.timeline) == len(noted.case.timeline)


def test_who_is_recused_reads_it_no_more(noted):
    assert WORDS not in str(as_read_by(replace(noted.case, recused=("suqing",)), SUQING))


def test_nobody_finds_a_case_by_it(noted):
    assert not [each for each in texts_of(noted.case) if WORDS in each.text]
