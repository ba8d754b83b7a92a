from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError, fields

from shared.errors import Conflict, FieldError, Invalid, Malformed
from shared.web.forms import FormErrors, nested


def test_fields_become_a_body_with_rows_in_their_order():
    posted = {
        "csrf_token": "t",
        "key": "k",
        "lines.2.item": "堆存费",
        "lines.10.item": " 港务费 ",
        "lines.2.amount": "",
        "respondent.name": "云屿",
    }
    assert nested(posted) == {
        "lines": [{"item": "堆存费"}, {"item": "港务费"}],
        "respondent": {"name": "云屿"},
    }


def test_a_form_with_absurd_row_numbers_is_malformed():
    with pytest.raises(Malformed):
        nested({"lines.1000.item": "x"})
    with pytest.raises(Malformed):
        nested({".".join("a" * 100_000): "x"})


def leaves(value) -> Iterator[str]:
    """Yield the texts of a body, whatever holds them."""
    if isinstance(value, str):
        yield value
    else:
        for each in value.values() if isinstance(value, dict) else value:
            yield from leaves(each)


@given(st.dictionaries(st.text("ab01².", max_size=8), st.text(max_size=3)))
def test_any_field_names_are_read_without_a_crash(posted):
    with suppress(Malformed):
        assert set(leaves(nested(posted))) <= {value.strip() for value in posted.values()} - {""}


def test_errors_of_use_cases_and_schemas_are_shown_by_field():
    wrong = Invalid("有内容需要修改", errors=[FieldError("lines.0.amount", "请填写")])
    errors = FormErrors.of_error(wrong)
    assert errors.of("lines.0.amount") == "请填写"
    assert errors.of("lines.0.item") is None
    assert errors.below("lines.0")
    assert not errors.below("lines.1")
    assert not errors.below("line")


def test_an_error_without_fields_is_shown_for_the_whole_form():
    assert FormErrors.of_error(Conflict("别人先改过了")).of("") == "别人先改过了"


def test_what_a_schema_says_is_worded():
    schema = Schema.from_dict({"n": fields.Integer(required=True)})
    with pytest.raises(ValidationError) as caught:
        schema().load({"n": "x", "m": 1})
    errors = FormErrors.of_error(caught.value)
    assert errors.of("n") == "这里应是整数"
    assert errors.of("m") == "没有这一项"
