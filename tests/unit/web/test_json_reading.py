import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.json_reading import DEEPEST, depth

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def depth_of(value) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth_of, value), default=0) if isinstance(value, list) else 0


def wrapped(value, times: int):
    for _ in range(times):
        value = [value]
    return value


@given(VALUES, st.integers(0, 80))
def test_depth_is_known_without_reading_wherever_it_matters(value, times):
    deep = wrapped(value, times)
    found, real = depth(json.dumps(deep)), depth_of(deep)
    assert found == real if real > DEEPEST else found <= DEEPEST


def test_a_bomb_is_measured_fast():
    assert depth("[" * 2_000_000) == 2_000_000
    assert depth('"' + "\\" * 100_001 + '"' + "[" * 60) >= 0


@pytest.mark.parametrize("inside", ['\\"', '""', '"', "\\", 'a\\"[', '"\\"'])
def test_a_text_that_never_ends_takes_no_longer_than_one_that_does(inside):
    text = "[" * 60 + '"' + inside * (1_900_000 // len(inside))
    began = time.process_time()
    depth(text)
    assert time.process_time() - began < 2
