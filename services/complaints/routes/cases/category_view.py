"""The tree of categories as pages show it: what may be chosen, what is asked, what was said."""

from datetime import date

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.category import AnswerKind, Category
from shared.web.language import say, words
from shared.words import N_

BETWEEN = " › "
YES_NO = {"yes": N_("是"), "no": N_("否")}


def category_choices(rules: CaseRules, today: date, city: str) -> list[tuple[str, str]]:
    """Return code and path of each category that may be chosen."""
    paths = rules.categories.choices(today, city)
    return [("", "—"), *((path[-1].code, _name(path)) for path in paths)]


def questions_of(rules: CaseRules, code: str) -> list[tuple[str, str, str]]:
    """Return code, kind and text of each question of a category."""
    asked = rules.categories.questions(code)
    return [(each.code, each.kind.value, words(each.text)) for each in asked]


def category_facts(case: Case, rules: CaseRules) -> list[tuple[str, str]]:
    """Return what a case is about and the answers given, by name."""
    origin, tree = case.origin, rules.categories
    if not origin.category:
        return []
    path = tree.path(origin.category)
    said = [(say(N_("类别")), _name(path) if path else origin.category)]
    for each in tree.questions(origin.category):
        if answer := origin.answers.get(each.code):
            yes_no = each.kind is AnswerKind.YES_NO and answer in YES_NO
            said.append((words(each.text), say(YES_NO[answer]) if yes_no else answer))
    return said


def _name(path: tuple[Category, ...]) -> str:
    return BETWEEN.join(words(node.name) for node in path)
