from dataclasses import replace
from decimal import Decimal

import pytest

from services.complaints.adapters.indexes import create_indexes
from services.complaints.adapters.survey_store import MongoSurveyStore
from services.complaints.domain.commitments.survey import SurveyRow

pytestmark = pytest.mark.engines
ROW = SurveyRow(
    year=2026, kind="forwarder", firm="甲货代", item="文件费", container="", unit="ticket",
    price=Decimal("450.00"),
)  # fmt: skip


@pytest.fixture
def survey(mongo_database) -> MongoSurveyStore:
    create_indexes(mongo_database)
    return MongoSurveyStore(mongo_database)


def test_the_same_row_again_changes_nothing(survey):
    assert survey.put("haiyang", [ROW]) == (1, 0)
    assert survey.put("haiyang", [ROW]) == (0, 0)
    assert survey.of_city("haiyang") == [ROW]


def test_another_price_of_a_firm_takes_the_place_of_the_one_before(survey):
    survey.put("haiyang", [ROW])
    dearer = replace(ROW, price=Decimal("500.00"))
    assert survey.put("haiyang", [dearer, replace(ROW, firm="乙货代")]) == (1, 1)
    assert dearer in survey.of_city("haiyang")
    assert len(survey.of_city("haiyang")) == 2


def test_a_survey_belongs_to_its_city(survey):
    survey.put("haiyang", [ROW])
    assert survey.of_city("jiaxing") == []
