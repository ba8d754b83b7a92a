"""What the search page shows, ready to be written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from services.complaints.domain.cases.case import Case
from services.complaints.domain.search.asked import AskCases, SearchWords
from services.complaints.domain.search.case_search import Count, Order, Selection
from services.complaints.domain.search.indexed_case import Place
from services.complaints.domain.search.passages import Passage
from services.complaints.domain.search.query import QueryWrong, Term, parse
from services.complaints.domain.search.results import Hit, Results
from services.complaints.domain.search.vocabulary import Facet
from services.complaints.routes.search.schemas import PARAMETER, WITHOUT
from services.complaints.routes.search.search_links import SearchLinks
from shared.web.language import current_language, say
from shared.words import N_

VALUES_SHOWN = 6
TITLES: Mapping[Facet, str] = {
    Facet.TRACK: N_("程序"),
    Facet.STATE: N_("状态"),
    Facet.VERDICT: N_("认定"),
    Facet.FINDING: N_("系统核对"),
    Facet.DEPARTMENT: N_("承办部门"),
    Facet.CHANNEL: N_("来源"),
}
ORDERS: Mapping[Order, str] = {
    Order.RELEVANCE: N_("相关程度"),
    Order.NEWEST: N_("收到日期"),
    Order.DUE: N_("到期日"),
    Order.OVER: N_("多收金额"),
}
PLACES: Mapping[Place, str] = {
    Place.TITLE: N_("标题"),
    Place.STATEMENT: N_("反映内容"),
    Place.REQUEST: N_("诉求"),
    Place.LINE: N_("收费明细第 %(line)s 行"),
    Place.RESPONDENT: N_("被举报单位"),
    Place.FINDING: N_("第 %(line)s 行的认定"),
    Place.FILING: N_("立案意见"),
    Place.NOTICE: N_("事先告知"),
    Place.DEFENCE: N_("陈述申辩"),
    Place.DECISION: N_("处理决定"),
    Place.HISTORY: N_("办理经过"),
    Place.NUMBER: N_("编号"),
}
Chip = tuple[str, str, bool]


@dataclass(frozen=True, kw_only=True)
class FacetValue:
    """One value of a facet: its count, whether it is picked, the address that excludes it."""

    value: str
    name: str
    cases: int
    is_picked: bool
    is_excluded: bool
    exclude: str


@dataclass(frozen=True, kw_only=True)
class FacetGroup:
    """One facet: the values shown at once, then the rest."""

    parameter: str
    title: str
    shown: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]


@dataclass(frozen=True, kw_only=True)
class HitView:
    """A hit with the words around it.

    Args:
        passage: the part that is shown, the first text that was hit.
        where: names of the places that were hit.
        found_over: what officers found overcharged, CNY; None until they found anything.
    """

    case: Case
    title: Passage
    passage: Passage | None
    where: tuple[str, ...]
    track: str
    state: str
    violations: tuple[str, ...]
    found_over: Decimal | None


def facet_groups(
    results: Results, ask: AskCases, words: SearchWords, links: SearchLinks
) -> list[FacetGroup]:
    """Return the facets that have anything to pick."""
    groups = []
    for facet, parameter in PARAMETER.items():
        values = [
            _facet_value(facet, count, ask, words, links)
            for count in _with_picked(results.facets.get(facet, ()), ask.selected.get(facet))
        ]
        if values:
            groups.append(
                FacetGroup(
                    parameter=parameter,
                    title=say(TITLES[facet]),
                    shown=tuple(values[:VALUES_SHOWN]),
                    rest=tuple(values[VALUES_SHOWN:]),
                )
            )
    return groups


def chips(ask: AskCases, words: SearchWords, links: SearchLinks) -> list[Chip]:
    """Return the conditions with the address of the search without each; exclusions are marked."""
    picked = []
    for facet, parameter in PARAMETER.items():
        selection = ask.selected.get(facet, Selection())
        for name, values, is_out in (
            (parameter, selection.included, False),
            (WITHOUT + parameter, selection.excluded, True),
        ):
            picked += [
                (_name(words, facet, value), links.without((name, value)).address(), is_out)
                for value in sorted(values)
            ]
    return [*picked, *_days(ask, links), *_excluded_words(ask, links)]


def hit_view(hit: Hit, words: SearchWords) -> HitView:
    """Return a hit as the page shows it."""
    found = [passage for passage in (hit.title, *hit.passages) if passage.is_hit]
    case = hit.case
    upheld = [line.finding for line in case.lines if line.finding]
    return HitView(
        case=case,
        title=hit.title,
        passage=hit.passages[0] if hit.passages else None,
        where=tuple(dict.fromkeys(say(PLACES[each.place], {"line": each.line}) for each in found)),
        track=_name(words, Facet.TRACK, case.track),
        state=_name(words, Facet.STATE, case.state.value),
        violations=tuple(dict.fromkeys(each.violation for each in upheld if each.violation)),
        found_over=sum((each.over for each in upheld), Decimal("0.00")) if upheld else None,
    )


def orders(results_order: Order, links: SearchLinks) -> list[tuple[str, str, bool]]:
    """Return the ways to sort: words, address, whether it is the present one."""
    bare = links.without("order")
    return [
        (
            say(text),
            (bare if order is Order.RELEVANCE else bare.having("order", order.value)).address(),
            order is results_order,
        )
        for order, text in ORDERS.items()
    ]


def _with_picked(counts: tuple[Count, ...], selection: Selection | None) -> list[Count]:
    """Return the counts, and with 0 what is picked but has none."""
    known = {count.value for count in counts}
    picked = selection.included | selection.excluded if selection else frozenset()
    return [*counts, *(Count(value, 0) for value in sorted(picked - known))]


def _facet_value(
    facet: Facet, count: Count, ask: AskCases, words: SearchWords, links: SearchLinks
) -> FacetValue:
    selection = ask.selected.get(facet, Selection())
    name = PARAMETER[facet]
    bare = links.without((name, count.value), (WITHOUT + name, count.value))
    return FacetValue(
        value=count.value,
        name=_name(words, facet, count.value),
        cases=count.cases,
        is_picked=count.value in selection.included,
        is_excluded=count.value in selection.excluded,
        exclude=bare.having(WITHOUT + name, count.value).address(),
    )


def _name(words: SearchWords, facet: Facet, value: str) -> str:
    return words.vocabulary.name(facet, value, current_language())


def _days(ask: AskCases, links: SearchLinks) -> Iterator[Chip]:
    if ask.filed_from:
        text = say(N_("%(day)s 起收到"), {"day": ask.filed_from.isoformat()})
        yield text, links.without("filed_from").address(), False
    if ask.filed_to:
        text = say(N_("%(day)s 前收到（含当日）"), {"day": ask.filed_to.isoformat()})
        yield text, links.without("filed_to").address(), False


def _excluded_words(ask: AskCases, links: SearchLinks) -> Iterator[Chip]:
    """Yield the words of the box that must not be found; the chip takes them out of it."""
    for term in _excluded_terms(ask.typed):
        rest = f"{ask.typed[: term.begin]} {ask.typed[term.end :]}"
        yield term.text, links.asking(" ".join(rest.split())).address(), True


def _excluded_terms(typed: str) -> list[Term]:
    try:
        conditions = parse(typed).conditions
    except QueryWrong:
        return []
    return [terms[0] for terms in conditions if len(terms) == 1 and terms[0].excluded]
