"""Each operation of each document, with what fits its description and what does not."""

import pytest
from hypothesis import given
from schemathesis import Case, GenerationMode

from tests.fuzz.described.documents import document, identity, operations, unfit
from tests.fuzz.effort import effort

pytestmark = pytest.mark.engines


@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
@pytest.mark.parametrize(("name", "label"), list(operations()))
def test_an_operation_answers_as_its_document_says(product, name, label, mode):
    spec = document(name, product.apps[name])
    operation = next(o.ok() for o in spec.get_all_operations() if o.ok().label == label)

    @effort(25)
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        case.call_and_validate(**identity(product, name, case), excluded_checks=unfit())

    ask()
