"""What was typed into the search box, taken apart.

    吊装移位费 "包干费" -散货 被举报单位:云屿 V6 OR V9

Conditions next to each other must all hold; OR joins its neighbours to one condition; a minus
excludes; quotation marks keep words together and switch synonyms off; a name and a colon look in
one field only.
"""

from dataclasses import dataclass

from services.complaints.domain.search.tokens import words
from shared.words import N_

LONGEST = 400
MOST_TERMS = 20


@dataclass(frozen=True, kw_only=True)
class Term:
    """One thing to find, `text` as typed.

    Args:
        field: where, one of FIELDS' values; None for everywhere.
        exact: whether it was in quotation marks.
        excluded: whether it must not be found.
        variants: synonyms that are found as well.
        begin, end: its place in what was typed.
    """

    text: str
    begin: int
    end: int
    field: str | None = None
    exact: bool = False
    excluded: bool = False
    variants: tuple[str, ...] = ()


Condition = tuple[Term, ...]


@dataclass(frozen=True)
class Query:
    """All conditions must hold; of each, one term is enough."""

    conditions: tuple[Condition, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms in the order they were typed."""
        return tuple(term for condition in self.conditions for term in condition)


class QueryWrong(Exception):
    """What was typed cannot be read; the mistake is at characters `begin` to `end`, from 0."""

    def __init__(self, message: str, begin: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.begin = begin
        self.end = end


FIELDS = {
    "被举报单位": "respondent", "被投诉单位": "respondent", "单位": "respondent",
    "respondent": "respondent",
    "编号": "number", "案号": "number", "number": "number", "case": "number",
    "项目": "item", "收费项目": "item", "item": "item",
    "标题": "title", "title": "title",
    "内容": "text", "诉求": "text", "text": "text",
    "经过": "history", "处理": "history", "history": "history",
    "状态": "state", "state": "state",
    "部门": "department", "承办部门": "department", "department": "department",
    "程序": "track", "track": "track",
    "认定": "violation", "violation": "violation",
    "核对": "finding", "finding": "finding",
}  # fmt: skip
CLOSED_FIELDS = frozenset({"state", "department", "track", "violation", "finding"})
_OPENING = {'"': '"', "“": "”", "”": "”", "「": "」", "＂": "＂"}
_COLONS = ":："
_MINUS = "-－"
_OR = frozenset({"OR", "ＯＲ", "或", "|"})


def parse(typed: str) -> Query:
    """Return the conditions of what was typed.

    Raises:
        QueryWrong: names the place and what is wrong there.
    """
    if len(typed) > LONGEST:
        raise QueryWrong(N_("检索词太长，请不要超过 400 个字"), LONGEST, len(typed))
    conditions: list[Condition] = []
    joining: _Piece | None = None
    for piece in _pieces(typed):
        if piece.is_or:
            if not conditions or joining is not None:
                raise QueryWrong(N_("OR 的前后都要有检索词"), piece.begin, piece.end)
            joining = piece
            continue
        term = _term(piece)
        if joining is not None:
            conditions[-1] = (*conditions[-1], term)
            joining = None
        else:
            conditions.append((term,))
    if joining is not None:
        raise QueryWrong(N_("OR 的前后都要有检索词"), joining.begin, joining.end)
    query = Query(tuple(conditions))
    if len(query.terms) > MOST_TERMS:
        extra = query.terms[MOST_TERMS]
        raise QueryWrong(N_("检索词太多，请不要超过 20 个"), extra.begin, len(typed))
    return query


def as_plain_words(typed: str) -> str:
    """Return what was typed with every sign that means something taken out."""
    signs = "".join({*_OPENING, *_OPENING.values(), *_COLONS, "|"})
    bare = typed[:LONGEST].translate({ord(sign): " " for sign in signs}).split()
    kept = [word.lstrip(_MINUS) for word in bare]
    return " ".join([word for word in kept if word not in _OR and words(word)][:MOST_TERMS])


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """A run of characters between spaces; `quoted` has the text inside quotation marks."""

    head: str
    quoted: str | None
    begin: int
    end: int

    @property
    def is_or(self) -> bool:
        return self.quoted is None and self.head in _OR


def _pieces(typed: str) -> list[_Piece]:
    found = []
    place = 0
    while place < len(typed):
        if typed[place].isspace():
            place += 1
            continue
        piece = _piece(typed, place)
        found.append(piece)
        place = piece.end
    return found


def _piece(typed: str, begin: int) -> _Piece:
    place = begin
    while place < len(typed) and not typed[place].isspace():
        if typed[place] in _OPENING and _may_quote(typed[begin:place]):
            end = typed.find(_OPENING[typed[place]], place + 1)
            if end < 0:
                raise QueryWrong(N_("引号没有配对"), place, len(typed))
            head, quoted = typed[begin:place], typed[place + 1 : end]
            return _Piece(head=head, quoted=quoted, begin=begin, end=end + 1)
        place += 1
    return _Piece(head=typed[begin:place], quoted=None, begin=begin, end=place)


def _may_quote(head: str) -> bool:
    """Tell whether quotation marks may begin here: at the start, after a minus or a colon."""
    bare = head.lstrip(_MINUS) if len(head) == 1 else head
    return not bare or bare[-1] in _COLONS


def _term(piece: _Piece) -> Term:
    excluded = piece.head[:1] in _MINUS and bool(piece.head)
    head = piece.head[1:] if excluded else piece.head
    field, rest = _field(head)
    text = (rest if piece.quoted is None else rest + piece.quoted).strip()
    if not text:
        raise QueryWrong(_missing(piece, field), piece.begin, piece.end)
    if not words(text):
        raise QueryWrong(N_("这里没有可以检索的字"), piece.begin, piece.end)
    return Term(
        text=text,
        begin=piece.begin,
        end=piece.end,
        field=field,
        exact=piece.quoted is not None,
        excluded=excluded,
    )


def _field(head: str) -> tuple[str | None, str]:
    for colon in _COLONS:
        name, found, rest = head.partition(colon)
        known = FIELDS.get(name.lower()) if found else None
        if known:
            return known, rest
    return None, head


def _missing(piece: _Piece, field: str | None) -> str:
    if field is not None:
        return N_("冒号后面要有检索词")
    if piece.quoted is not None:
        return N_("引号里面没有检索词")
    return N_("减号后面要有检索词")
