"""The command that lists a book of decision numbers: `numbers 海市监处罚 2026`.

Each number stands with the case whose decision has it, with why it is void, or as open while its
draft waits for approval. The exit code is 1 where a number is missing.
"""

import sys
from collections.abc import Sequence

from services.complaints.container import Container, build_container
from services.complaints.settings import settings_from_environment
from services.complaints.usecases.cases.settle_numbers import book_of_numbers

USAGE = "python -m services.complaints numbers WORDS YEAR\n"


def run(arguments: Sequence[str]) -> int:
    """Print every number of a book with what became of it."""
    if len(arguments) != 2 or not arguments[1].isdigit():
        sys.stderr.write(USAGE)
        return 2
    words, year = arguments
    return listed(f"{words}|{year}", build_container(settings_from_environment()))


def listed(book: str, c: Container) -> int:
    """Print the numbers; return 1 where one is missing."""
    missing = 0
    for each in book_of_numbers(book, ports=c.cases):
        missing += each.fate is None
        print(f"{each.n} {each.fate or 'MISSING'} {each.case_id} {each.why}".rstrip())
    return 1 if missing else 0
