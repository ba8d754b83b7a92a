import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.adapters.text_folding import fold
from services.complaints.domain.search.tokens import words


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("吊箱費", "吊箱费"),
        ("貨櫃碼頭", "货柜码头"),
        ("Ａ３區", "a3区"),
        ("２０１９年", "2019年"),
        ("HY－２０２６", "hy-2026"),
    ],
)
def test_ways_of_writing_become_one(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("A3区", ("a3", "区")),
        ("2019年", ("2019", "年")),
        ("260.00 元/箱", ("260.00", "元", "箱")),
        ("共 1,040.00 元，并称", ("共", "1,040.00", "元", "并", "称")),
        ("HY-2026-04172-1", ("hy", "2026", "04172", "1")),
        ("a30.", ("a30",)),
        ("", ()),
    ],
)
def test_words_are_cut_as_the_index_cuts_them(text, cut):
    assert words(fold(text)) == cut
