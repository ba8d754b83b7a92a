"""Anything that JSON can hold, anything people type."""

from hypothesis import strategies as st

# Texts near what is meant find more than texts from anywhere.
NEAR = st.text('0123456789-+.,eE年月日/ :TZW¥￥元０１２３，．−　\u200b\0ⅣxX_"()', max_size=24)
TYPED = st.one_of(NEAR, st.text(max_size=60))
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    TYPED,
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TYPED, inner, max_size=4),
    max_leaves=12,
)
