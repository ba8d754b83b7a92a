"""What marshmallow and webargs say about a body, as field errors in the words of this product."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from shared.errors import FieldError
from shared.words import N_

WORDED: Mapping[str, str] = {
    "Missing data for required field.": N_("请填写这一项"),
    "Field may not be null.": N_("请填写这一项"),
    "Invalid input type.": N_("这里应是一个对象"),
    "Invalid type.": N_("这里应是一个对象"),
    "Unknown field.": N_("没有这一项"),
    "Not a valid string.": N_("这里应是文字"),
    "Not a valid integer.": N_("这里应是整数"),
    "Not a valid number.": N_("这里应是数字"),
    "Special numeric values (nan or infinity) are not permitted.": N_("这里应是数字"),
    "Number too large.": N_("数字过大"),
    "Not a valid boolean.": N_("这里应是 true 或 false"),
    "Not a valid list.": N_("这里应是列表"),
    "Not a valid mapping type.": N_("这里应是一个对象"),
    "Not a valid date.": N_("日期应写成 2026-11-23 的样子"),
    "Not a valid datetime.": N_("时间应写成 2026-11-23T09:12:00+08:00 的样子"),
    "Not a valid UUID.": N_("这里应是一个标识"),
    "Not a valid URL.": N_("这里应是网址"),
    "Not a valid email address.": N_("电子邮箱写法不对"),
    "String does not match expected pattern.": N_("写法不对"),
    "Shorter than minimum length 1.": N_("请填写这一项"),
}
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"Shorter than minimum length (?P<least>\d+)\."), N_("至少 %(least)s 个字符")),
    (re.compile(r"Longer than maximum length (?P<most>\d+)\."), N_("最多 %(most)s 个字符")),
    (
        re.compile(r"Length must be between (?P<least>\d+) and (?P<most>\d+)\."),
        N_("应为 %(least)s 至 %(most)s 个字符"),
    ),
    (re.compile(r"Length must be (?P<exactly>\d+)\."), N_("应为 %(exactly)s 个字符")),
    (re.compile(r"Must be greater than or equal to (?P<least>[^ ]+)\."), N_("不能小于 %(least)s")),
    (re.compile(r"Must be greater than (?P<least>[^ ]+)\."), N_("应大于 %(least)s")),
    (re.compile(r"Must be less than or equal to (?P<most>[^ ]+)\."), N_("不能大于 %(most)s")),
    (re.compile(r"Must be less than (?P<most>[^ ]+)\."), N_("应小于 %(most)s")),
    (re.compile(r"Must be one of: (?P<choices>.+)\.", re.DOTALL), N_("只能是：%(choices)s")),
)


def field_errors(messages: Any) -> tuple[FieldError, ...]:
    """Return marshmallow's nested messages as errors with paths (`lines.0.amount`)."""
    return tuple(_walk(messages, ()))


def located_errors(messages: Any) -> tuple[FieldError, ...]:
    """Return webargs' messages, which stand below the place they were read from ("json" …)."""
    places = messages.values() if isinstance(messages, Mapping) else [messages]
    return tuple(error for each in places for error in field_errors(each))


def _walk(messages: Any, path: tuple[str, ...]) -> Iterator[FieldError]:
    if isinstance(messages, Mapping):
        for key, value in messages.items():
            yield from _walk(value, path if key == "_schema" else (*path, str(key)))
    elif isinstance(messages, list | tuple):
        for each in messages:
            yield from _walk(each, path)
    else:
        yield _error(".".join(path), messages)


def _error(path: str, message: Any) -> FieldError:
    if isinstance(message, FieldError):
        return FieldError(path, message.message, message.params)
    text = str(message)
    if text in WORDED:
        return FieldError(path, WORDED[text])
    for pattern, worded in PATTERNS:
        if match := pattern.fullmatch(text):
            return FieldError(path, worded, match.groupdict())
    return FieldError(path, text)
