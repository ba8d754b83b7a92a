"""A message template: fixed words with named places, filled from the facts of one event.

A place is `${name}`. Filling is one pass over the fixed words, so a fact that looks like a
place stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from string import Template as Places

from services.notify.domain.messages.words import Words

DEPARTMENT = Words(zh="承办部门", en="the department in charge")


class TemplateWrong(Exception):
    """A template that cannot be filled from the facts it is meant for."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """One rendered or raw text; the subject is one line."""

    subject: str
    body: str

    @property
    def digest(self) -> str:
        """SHA-256 of subject, line feed and body: what the dispatch log proves."""
        return sha256(f"{self.subject}\n{self.body}".encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Texts:
    """A text in both languages."""

    zh: Text
    en: Text

    @property
    def digest(self) -> str:
        """SHA-256 of both languages' digests, Chinese first."""
        return sha256(f"{self.zh.digest}{self.en.digest}".encode()).hexdigest()

    def in_language(self, language: str) -> Text:
        """Return the text in "en", and in Chinese for anything else."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, kw_only=True)
class Template:
    """One version of a template in both languages; a version never changes once it was used."""

    id: str
    version: int
    zh: Text
    en: Text


def places_of(text: str) -> frozenset[str]:
    """Return the names of the places in raw words.

    Raises:
        TemplateWrong: a lone "$" or a place without a name.
    """
    if not Places(text).is_valid():
        raise TemplateWrong(f"not a place: {text!r}")
    return frozenset(Places(text).get_identifiers())


def check(template: Template, known: frozenset[str]) -> None:
    """See that a template asks only for known facts, and for the same in both languages.

    Raises:
        TemplateWrong: it does not.
    """
    places = [places_of(f"{text.subject}{text.body}") for text in (template.zh, template.en)]
    if unknown := (places[0] | places[1]) - known - {"link"}:
        raise TemplateWrong(f"{template.id}: no such fact: {', '.join(sorted(unknown))}")
    if places[0] != places[1]:
        raise TemplateWrong(f"{template.id}: the languages do not say the same")


def fill(template: Template, facts: Mapping[str, Words], *, link: str) -> Texts:
    """Return the template with its places filled; `link` is the whole address of a page."""
    return Texts(
        zh=_fill(template.zh, facts, language="zh", link=link),
        en=_fill(template.en, facts, language="en", link=link),
    )


def _fill(text: Text, facts: Mapping[str, Words], *, language: str, link: str) -> Text:
    values = {name: words.in_language(language) for name, words in facts.items()}
    values["link"] = link
    return Text(
        subject=Places(text.subject).substitute(values),
        body=Places(text.body).substitute(values),
    )


def fill_link(pattern: str, facts: Mapping[str, Words], *, public_url: str) -> str:
    """Return the whole address of the page that a plan links to."""
    values = {name: words.zh for name, words in facts.items()}
    return public_url.rstrip("/") + Places(pattern).substitute(values)
