"""The command that prints a score with its lines: `score USCC [--on DATE]`."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date

from services.credit.container import build_container
from services.credit.settings import settings_from_environment
from services.credit.usecases.score_of import score_of
from shared.errors import Invalid
from shared.uscc import clean, problem_with


def score(arguments: Sequence[str]) -> int:
    """Print score, grade and one line a point."""
    parser = ArgumentParser(prog="python -m services.credit score")
    parser.add_argument("uscc")
    parser.add_argument("--on", type=date.fromisoformat, default=None, help="2026-11-23")
    asked = parser.parse_args(list(arguments))
    uscc = clean(asked.uscc)
    problem = problem_with(uscc)
    if problem is not None:
        sys.stderr.write(f"{problem.message % problem.params}\n")
        return 2
    c = build_container(settings_from_environment())
    try:
        found = score_of(uscc, ledger=c.ledger, packs=c.packs, now=c.now(), valid_on=asked.on)
    except Invalid as wrong:
        sys.stderr.write(f"{wrong.detail % wrong.params if wrong.params else wrong.detail}\n")
        return 2
    print(f"{uscc} {found.valid_on} {found.score} {found.grade} {found.pack}")
    for line in found.lines:
        print(f"{line.points:>9} {line.balance_to:>9}  {line.article.zh}：{line.sentence.zh}")
    return 0
