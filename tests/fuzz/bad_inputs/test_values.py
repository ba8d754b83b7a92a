"""Values that do not fit their field or place: each is told, and nothing of any is kept."""

import pytest

from shared.clock import new_id
from tests.fuzz.bad_inputs.address_doors import PLACES, Place
from tests.fuzz.bad_inputs.answers import asker, is_refused
from tests.fuzz.bad_inputs.json_doors import FIELDS, Field, body_with

pytestmark = [pytest.mark.engines, pytest.mark.usefixtures("nothing_stays")]


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_a_value_that_does_not_fit_its_field_is_told_with_its_path(product, field: Field):
    ask = asker(product, field.service)
    wrong = []
    for number, (why, value) in enumerate(field.bad()):
        body = body_with(field.address, field.path, value)
        answer = ask(field.address, method="POST", json=body, headers=key(number))
        if not is_refused(answer, field.path):
            wrong.append((why, answer.status_code, answer.text[:200]))
    assert wrong == []


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_value_that_does_not_fit_its_place_in_an_address_is_refused(product, place: Place):
    ask = asker(product, place.service, by_person=place.by_person)
    wrong = []
    for number, (why, address) in enumerate(place.addresses()):
        answer = ask(address, method=place.method, headers=key(number))
        if not is_refused(answer):
            wrong.append((why, answer.status_code, answer.text[:200]))
    assert wrong == []


def key(number: int) -> dict[str, str]:
    """Return a header with a key that nothing else takes."""
    return {"Idempotency-Key": f"bad-input-{number:04}-{new_id()}"}


def test_a_thousand_bad_inputs_and_more_are_sent():
    sent = {(str(field), why, repr(value)) for field in FIELDS for why, value in field.bad()}
    asked = {(str(place), *each) for place in PLACES for each in place.addresses()}
    assert len(sent) >= 1000
    assert len(asked) >= 700
