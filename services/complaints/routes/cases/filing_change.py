"""One step of a complaint as a page posts it, put on what is kept by now."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.complaints.routes.cases.filing_form import Filing

_MOST_DIGITS = 9


@dataclass(frozen=True, kw_only=True)
class Posted:
    """What a page of a step sends.

    Args:
        fields: everything typed, by field path.
        seen: the version the page was drawn from; 0 for a complaint not kept yet.
        word, which: what the button says to do, and with what ("delete", "2").
    """

    step: str
    fields: Mapping[str, str]
    seen: int
    word: str
    which: str


class Overtaken(Exception):
    """Another page changed the same step after this one was drawn."""

    def __init__(self, theirs: Filing, mine: Filing) -> None:
        super().__init__(theirs.id)
        self.theirs = theirs
        self.mine = mine


def posted_of(step: str, form: Mapping[str, str]) -> Posted:
    """Return the posted step of a form."""
    word, _, which = form.get("do", "next").partition(":")
    return Posted(
        step=step,
        fields={path: text.replace("\r\n", "\n") for path, text in form.items()},
        seen=seen_version(form),
        word=word,
        which=which,
    )


def seen_version(form: Mapping[str, str]) -> int:
    """Return the version a form was drawn from; 0 where it does not say."""
    text = form.get("version", "")
    readable = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if readable else 0


def put_on(filing: Filing, posted: Posted) -> Filing:
    """Return the complaint with the step as it was posted and the button's own change.

    One that was handed in stays as it is.
    A step that another page left as it was, or changed to the very same, is in nobody's way.

    Raises:
        Overtaken: another page changed the step since; nothing of either is lost.
    """
    if filing.case_id:
        return filing
    begun = filing
    if posted.step == "matter" and not filing.fields:
        begun = filing.brought(posted.fields)
    mine = begun.with_step(posted.step, posted.fields).after(posted.word, posted.which)
    if filing.changed.get(posted.step, 0) > posted.seen and mine.fields != filing.fields:
        raise Overtaken(filing, mine)
    return mine
