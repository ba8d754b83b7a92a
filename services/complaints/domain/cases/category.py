"""What a complaint is about: a tree of any depth, each node with questions of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.complaints.domain.cases.problems import too_long
from shared.errors import FieldError
from shared.words import N_

MOST_ANSWER = 1_000


class AnswerKind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    DATE = "date"
    YES_NO = "yes_no"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One more question; `text` in both languages."""

    code: str
    kind: AnswerKind
    text: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Category:
    """A node; `under` is the code of the one above, empty at the top."""

    code: str
    under: str
    name: Mapping[str, str]
    questions: tuple[Question, ...]
    effective_from: date
    effective_to: date | None
    city: str | None = None

    def holds(self, day: date, city: str) -> bool:
        """Tell whether it may be chosen on a day in a city."""
        ended = self.effective_to is not None and self.effective_to < day
        return self.effective_from <= day and not ended and self.city in (None, city)


@dataclass(frozen=True, kw_only=True)
class CategoryTree:
    """All nodes by code, parents before children."""

    nodes: Mapping[str, Category]

    def path(self, code: str) -> tuple[Category, ...]:
        """Return the nodes from the top down to one; empty for a code nobody knows."""
        found: list[Category] = []
        node = self.nodes.get(code)
        while node is not None:
            found.append(node)
            node = self.nodes.get(node.under)
        return tuple(reversed(found))

    def choices(self, day: date, city: str) -> Iterator[tuple[Category, ...]]:
        """Yield the path of each node that may be chosen, as the file lists them."""
        for code in self.nodes:
            path = self.path(code)
            if all(node.holds(day, city) for node in path):
                yield path

    def questions(self, code: str) -> tuple[Question, ...]:
        """Return what is asked: the questions of the node and of all above it."""
        return tuple(question for node in self.path(code) for question in node.questions)


NO_CATEGORIES = CategoryTree(nodes={})


def category_problems(
    tree: CategoryTree, code: str, answers: Mapping[str, str], day: date, city: str
) -> Iterator[FieldError]:
    """Yield what is wrong with a category and the answers to its questions; none is needed."""
    if not code:
        if answers:
            yield FieldError("category", N_("请先选择类别"))
        return
    path = tree.path(code)
    if not path or not all(node.holds(day, city) for node in path):
        yield FieldError("category", N_("请从列表中选择"))
        return
    asked = {question.code: question for question in tree.questions(code)}
    for name, text in answers.items():
        found = _problem(asked.get(name), text, f"answers.{name}") if text else None
        if found:
            yield found


def _problem(question: Question | None, text: str, path: str) -> FieldError | None:
    if question is None:
        return FieldError(path, N_("这一类没有这个问题"))
    if question.kind is AnswerKind.YES_NO and text not in ("yes", "no"):
        return FieldError(path, N_("请选择是或者否"))
    if question.kind is AnswerKind.DATE and not _is_day(text):
        return FieldError(path, N_("看不懂这个日期，写成 2026-11-12 这样"))
    return too_long(path, text, MOST_ANSWER)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
