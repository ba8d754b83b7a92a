"""`catalogue match [--json] NAME…`: which fee each name means."""

import json
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any

from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.domain.catalogue.fee_names.match import FeeMatch, FeeMatcher

USAGE = "python -m services.complaints catalogue match [--json] [--] NAME…"
_WRONG_USE = 2


def run(argv: Sequence[str]) -> int:
    """Print what each name means, in the order given; 2 without a name or with a wrong option."""
    options, names = _parted(argv)
    wrong = [each for each in options if each != "--json"]
    if options in (["-h"], ["--help"]):
        print(f"用法 usage: {USAGE}")
        return 0
    if wrong or not names:
        why = f"不认识的选项 unknown option: {wrong[0]}" if wrong else "至少给一个名称 give a name"
        print(f"{why}\n用法 usage: {USAGE}", file=sys.stderr)
        return _WRONG_USE
    matcher = FeeMatcher(names=load_fee_names())
    found = [matcher.match(name) for name in names]
    text = json.dumps([as_plain(each) for each in found], ensure_ascii=False)
    _say(text if options else _table(found))
    return 0


def as_plain(found: FeeMatch) -> dict[str, Any]:
    """Return a match as plain JSON: exactly these four keys."""
    return {
        "name": found.name,
        "item": found.item,
        "method": found.method.value,
        "score": found.score,
    }


def _parted(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the options and the names; what follows `--` is a name whatever it looks like."""
    words = list(argv)
    cut = words.index("--") if "--" in words else len(words)
    options = [each for each in words[:cut] if each.startswith("-") and len(each) > 1]
    return options, [each for each in words[:cut] if each not in options] + words[cut + 1 :]


def _table(found: Sequence[FeeMatch]) -> str:
    rows = [("名称 name", "项目 item", "方法 method", "分数 score")]
    rows += [
        (each.name, each.item or "—", each.method.value, f"{each.score:.2f}") for each in found
    ]
    widths = [max(_width(row[at]) for row in rows) for at in range(4)]
    lines = [
        "  ".join(text + " " * (widths[at] - _width(text)) for at, text in enumerate(row)).rstrip()
        for row in rows
    ]
    meanings = ["", *("、".join(each.may_mean) for each in found)]
    return "\n".join(
        f"{line}  可能是 may mean: {more}" if more else line
        for line, more in zip(lines, meanings, strict=True)
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _say(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
