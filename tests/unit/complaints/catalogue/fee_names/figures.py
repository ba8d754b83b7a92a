"""Precision and recall of the fee names on the labelled list, as `docs/matching.md` shows them.

`python -m tests.unit.complaints.catalogue.fee_names.figures` prints the table.
"""

import json
from functools import lru_cache
from pathlib import Path

from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.domain.catalogue.fee_names.dictionary import FeeDictionary
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher

LABELLED = Path(__file__).with_name("labelled.json")
THRESHOLDS = (0.6, 0.7, 0.8, 0.85, 0.88, 0.9, 0.95, 1.0)


@lru_cache(maxsize=1)
def dictionary() -> FeeDictionary:
    return load_fee_names()


def labelled() -> list[tuple[str, str | None]]:
    document = json.loads(LABELLED.read_text(encoding="utf-8"))
    meant = [(name, row["item"]) for row in document["meant"] for name in row["called"]]
    return [*meant, *((name, None) for name in document["none"])]


def wrong_at(threshold: float | None = None) -> list[tuple[str, str | None, str]]:
    matcher = FeeMatcher(names=dictionary(), threshold=threshold)
    found = [(name, item, matcher.match(name).item) for name, item in labelled()]
    return [(name, item, got) for name, item, got in found if got and got != item]


def missed_at(threshold: float | None = None) -> list[str]:
    matcher = FeeMatcher(names=dictionary(), threshold=threshold)
    return [name for name, item in labelled() if item and matcher.match(name).item is None]


def figures(threshold: float | None) -> tuple[int, int, int]:
    """Return how many names were matched rightly, wrongly and not though they mean a fee."""
    wrong, missed = wrong_at(threshold), missed_at(threshold)
    wrongly_for_a_fee = sum(item is not None for _, item, _ in wrong)
    meant = sum(item is not None for _, item in labelled())
    return meant - len(missed) - wrongly_for_a_fee, len(wrong), len(missed)


def table() -> str:
    lines = [
        "| 阈值 threshold | 对 right | 错 wrong | 漏 missed | 精确率 precision | 召回率 recall |",
        "|---|---|---|---|---|---|",
    ]
    meant = sum(item is not None for _, item in labelled())
    for threshold in THRESHOLDS:
        right, wrong, missed = figures(threshold)
        lines.append(
            f"| {threshold:.2f} | {right} | {wrong} | {missed} "
            f"| {right / (right + wrong):.3f} | {right / meant:.3f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())  # noqa: T201
