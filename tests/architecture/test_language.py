import re
from collections import defaultdict

import pytest

from tests.architecture.translations import english_of, parts, texts_of

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
CHINESE = re.compile(r"[\u2018-\u201d\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
SHARED, *SERVICES = parts()


def id_of(message):
    return message.id if isinstance(message.id, str) else message.id[0]


def strings_of(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_every_text_has_english(part):
    known = {
        id_of(message)
        for owner in {SHARED, part}
        for _, message in english_of(owner)
        if all(strings_of(message))
    }
    missing = sorted(
        {f"{text.id}  ({text.place})" for text in texts_of(part) if text.id not in known}
    )
    assert not missing, "add to an en.po:\n" + "\n".join(missing)


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_no_english_is_left_of_a_text_that_is_gone(part):
    used = {text.id for text in texts_of(part)}
    stale = [f"{path}: {id_of(m)}" for path, m in english_of(part) if id_of(m) not in used]
    assert not stale, "remove:\n" + "\n".join(stale)


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_texts_are_written_in_chinese(part):
    foreign = sorted(
        f"{text.id}  ({text.place})" for text in texts_of(part) if not CHINESE.search(text.id)
    )
    assert not foreign


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_a_translation_has_the_placeholders_of_its_text(part):
    for path, message in english_of(part):
        needed = set(PLACEHOLDER.findall(id_of(message)))
        for string in strings_of(message):
            assert set(PLACEHOLDER.findall(string)) == needed, f"{path}: {id_of(message)}"


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_a_text_has_one_translation(part):
    said = defaultdict(set)
    for owner in {SHARED, part}:
        for _, message in english_of(owner):
            said[message.context, id_of(message)].add(tuple(strings_of(message)))
    assert not {text: found for text, found in said.items() if len(found) > 1}
