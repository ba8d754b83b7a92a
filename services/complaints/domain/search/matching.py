"""Whether a case is what a search looks for, without an index.

The index must agree with this (a contract test compares them), and while it is away this is
what finds among the newest cases.
"""

from collections.abc import Callable, Mapping

from services.complaints.domain.search.case_search import CaseSearch, Selection
from services.complaints.domain.search.indexed_case import IndexedCase, IndexedLine
from services.complaints.domain.search.tokens import Fold, spans, tokens
from services.complaints.domain.search.understood import Understood, Wanted
from services.complaints.domain.search.visibility import DEPARTMENTS
from services.complaints.domain.search.vocabulary import Facet
from shared.clock import local_date


def satisfies(search: CaseSearch, case: IndexedCase, *, fold: Fold) -> bool:
    """Tell whether the case is found; who may see it is asked elsewhere."""
    return (
        _received_in_time(search, case)
        and _selected(search.selected, case)
        and all(
            any(_found(wanted, case, fold) for wanted in condition)
            for condition in search.query.conditions
        )
        and _on_one_line(search.query, case, fold)
    )


def values_of(case: IndexedCase, facet: Facet) -> frozenset[str]:
    """Return the values by which a case is counted in a facet."""
    many: Mapping[Facet, Callable[[], tuple[str, ...]]] = {
        Facet.TRACK: lambda: (case.track,),
        Facet.STATE: lambda: (case.state,),
        Facet.VERDICT: lambda: case.verdicts,
        Facet.FINDING: lambda: case.findings,
        Facet.DEPARTMENT: lambda: (case.department,),
        Facet.CHANNEL: lambda: (case.channel,),
    }
    return frozenset(many[facet]())


def of_one_line(query: Understood) -> tuple[Wanted, ...]:
    """Return the conditions on item and verdict that one charge line must meet together.

    Empty unless the query has both kinds; alternatives and exclusions stand alone.
    """
    alone = [condition[0] for condition in query.conditions if len(condition) == 1]
    wanted = [part for part in alone if not part.excluded]
    items = [part for part in wanted if part.field == "item"]
    verdicts = [part for part in wanted if part.facet in {Facet.VERDICT, Facet.FINDING}]
    return (*items, *verdicts) if items and verdicts else ()


def _received_in_time(search: CaseSearch, case: IndexedCase) -> bool:
    day = local_date(case.filed_at)
    return (search.filed_from is None or search.filed_from <= day) and (
        search.filed_to is None or day <= search.filed_to
    )


def _selected(selected: Mapping[Facet, Selection], case: IndexedCase) -> bool:
    for facet, selection in selected.items():
        values = values_of(case, facet)
        if selection.included and values.isdisjoint(selection.included):
            return False
        if not values.isdisjoint(selection.excluded):
            return False
    return True


def _found(wanted: Wanted, case: IndexedCase, fold: Fold) -> bool:
    if wanted.facet is Facet.DEPARTMENT:
        found = not wanted.codes.isdisjoint(case.facts[DEPARTMENTS])
    elif wanted.facet is not None:
        found = not wanted.codes.isdisjoint(values_of(case, wanted.facet))
    else:
        texts = (each.text for each in case.texts if wanted.field in {None, each.field})
        found = any(_has_phrase(text, wanted, fold) for text in texts)
    return found is not wanted.excluded


def _on_one_line(query: Understood, case: IndexedCase, fold: Fold) -> bool:
    together = of_one_line(query)
    return not together or any(
        all(_line_has(line, wanted, fold) for wanted in together) for line in case.lines
    )


def _line_has(line: IndexedLine, wanted: Wanted, fold: Fold) -> bool:
    if wanted.facet is Facet.VERDICT:
        return line.verdict in wanted.codes
    if wanted.facet is Facet.FINDING:
        return line.finding in wanted.codes
    return _has_phrase(line.item, wanted, fold)


def _has_phrase(text: str, wanted: Wanted, fold: Fold) -> bool:
    cut = tokens(fold(text))
    return any(any(spans(cut, phrase)) for phrase in wanted.phrases)
