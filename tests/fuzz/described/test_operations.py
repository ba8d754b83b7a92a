"""Each operation of each document, with what fits its description and what does not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode

from tests.fuzz.described.documents import KNOWN, identity, operations, schema_of, without
from tests.fuzz.effort import effort

pytestmark = pytest.mark.engines


@pytest.mark.parametrize(("name", "label"), sorted(operations()))
def test_an_operation_answers_as_its_document_says(product, name, label):
    found = schema_of(product, name).get_all_operations()
    operation = next(each.ok() for each in found if each.ok().label == label)
    about_known = {each: KNOWN[each] for each in KNOWN if f"{{{each}}}" in label}
    ways = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]
    if about_known:
        ways.append(operation.as_strategy(path_parameters=about_known))

    @effort(20)
    @given(case=st.one_of(ways))
    def ask(case: "Case[Any]") -> None:
        case.call_and_validate(**identity(product, name, case), excluded_checks=without())

    ask()
