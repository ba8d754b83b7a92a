"""What a department asks the respondent 企业先答, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Question:
    """The officer's own statement of the matter, put to the respondent for an answer.

    Args:
        statement: the officer's words after redaction, never the reporter's.
        lines: numbers of the lines that are released with it.
        until: last day to answer.
        uscc: the respondent's code as the officer typed it from the licence, which opens the
            question to its account; None where it is asked by letter alone.
        by_letter: whether a code for answering without an account is printed in a letter.
        code: slow digest of that code; None without one.
        answer: the respondent's words after redaction; `files` the ids of what came with them.
        silent_on: the day it was noted that nothing came.
        withdrawn: whether another enterprise has been named as respondent since.
    """

    asked_at: datetime
    statement: str
    lines: tuple[int, ...]
    until: date
    uscc: str | None = None
    by_letter: bool = False
    code: str | None = None
    answered_at: datetime | None = None
    answer: str = ""
    files: tuple[str, ...] = ()
    silent_on: date | None = None
    withdrawn: bool = False

    @property
    def waits(self) -> bool:
        """Whether the respondent may still answer, as far as the day allows."""
        return self.answered_at is None and self.silent_on is None and not self.withdrawn
