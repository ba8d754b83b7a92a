"""No step and no ticket keeps a text without an end."""

from dataclasses import replace

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.reporter import Registrar
from services.complaints.domain.cases.sizes import MOST_CHARACTERS
from services.complaints.usecases.cases.read_ticket import read_ticket
from shared.errors import Invalid
from tests.complaints import LINZHIYUAN, SUQING, rules
from tests.unit.complaints.cases.story import PENALTY, Story

LONG = "长" * (MOST_CHARACTERS + 1)
TICKET = {"order_no": "HY20261123001", "content": "码头多收。", "city": "海阳"}


def paths(error) -> set[str]:
    return {each.path for each in error.value.errors}


def told() -> Story:
    story = Story().not_filed()
    return story.do(forms.RecordTold(told_on=story.today, way="phone", text="14:20 通话"))


@pytest.mark.parametrize(
    ("story", "form"),
    [
        (Story, forms.BeginCheck(officers=(LINZHIYUAN.sub,), text=LONG)),
        (lambda: Story().proposed(), forms.DecideFiling(confirm=True, text=LONG)),
        (lambda: Story().proposed(), forms.DecideFiling(confirm=False, text=LONG)),
        (lambda: Story().noticed().forward(14), forms.RecordDefence(text=LONG)),
        (told, forms.CloseCase(text=LONG)),
    ],
)
def test_no_step_keeps_more_than_a_text_may_hold(story, form):
    with pytest.raises(Invalid) as error:
        story().do(form, by=SUQING)
    assert paths(error) == {"text"}


def test_the_articles_of_a_draft_are_no_endless_text_either():
    with pytest.raises(Invalid) as error:
        Story().defended().do(replace(PENALTY, legal_basis=(LONG,)))
    assert paths(error) == {"legal_basis"}


@pytest.mark.parametrize(
    ("field", "most"), [("remark", 20_000), ("opinion", 20_000), ("agent_no", 200), ("label", 200)]
)
def test_no_cell_of_a_ticket_is_longer_than_its_kind(field, most):
    registrar = Registrar(sub="gaoyuan", name="高媛", department="hy-port-office")
    for length, wrong in ((most, set()), (most + 1, {field})):
        cells = {**TICKET, field: "长" * length}
        _, errors = read_ticket(cells, registrar=registrar, city="haiyang", parties=rules().parties)
        assert {each.path for each in errors} == wrong
