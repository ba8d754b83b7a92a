"""Searching cases over HTTP; for regulators."""

from flask import current_app

from services.complaints.domain.search.asked import AskCases, SearchWords
from services.complaints.domain.search.results import Results
from services.complaints.domain.search.rule_words import search_words
from services.complaints.routes import container
from services.complaints.usecases.search.find_cases import find_cases
from shared.logs import logger
from shared.principal import Principal, Role
from shared.web.access import roles

SEARCHERS = roles(Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR)
_log = logger(__name__)


def words_for(person: Principal) -> SearchWords:
    """Return the names this person selects by: the own city's departments, an auditor's all."""
    c = container()
    city = None if person.role is Role.AUDITOR else person.city
    return search_words(c.rules, c.fold, city)


def found_for(ask: AskCases, person: Principal, words: SearchWords) -> Results:
    """Return what this person finds."""
    c = container()
    results = find_cases(ask, person, index=c.index, source=c.source, words=words, now=c.now())
    if results.is_degraded:
        _log.warning("index away, newest cases searched", service=current_app.name)
    return results
