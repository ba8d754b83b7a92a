"""Sample steps over the real adapters: what cannot be taken is said at once."""

from datetime import timedelta

import pytest

from services.complaints.domain.cases import forms
from services.complaints.usecases.cases.load_sample import load_step
from shared.errors import Conflict, Outdated
from tests.complaints import LINZHIYUAN, NOW, SUQING, rules
from tests.contracts.complaints.desk import Desk, filed, staffed

pytestmark = pytest.mark.engines
LATER = NOW + timedelta(minutes=1)
BEGIN = forms.BeginCheck(officers=(LINZHIYUAN.sub, SUQING.sub))


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


def test_a_step_the_state_does_not_allow_is_a_conflict_at_once_and_no_outage(ports):
    case = Desk(ports, filed(ports)).do(BEGIN).case
    with pytest.raises(Conflict) as refused:
        load_step(case.id, BEGIN, by=LINZHIYUAN, at=LATER, ports=ports, rules=rules())
    assert not isinstance(refused.value, Outdated)
    assert ports.cases.get(case.id) == case


def test_a_step_taken_again_leaves_the_case_as_it_is(ports):
    case_id = filed(ports).id
    for _ in range(2):
        load_step(case_id, BEGIN, by=LINZHIYUAN, at=NOW, ports=ports, rules=rules())
    assert ports.cases.get(case_id).version == 2
