"""Makes a body's list out of an import, or gives a list that is still open other rows."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from services.complaints.domain.cases.command import Hashed, command_of
from services.complaints.domain.catalogue.lists.charge_list import (
    Body,
    ChargeList,
    Source,
    State,
)
from services.complaints.domain.catalogue.lists.list_life import made, with_rows
from services.complaints.domain.catalogue.lists.list_steps import Acting
from services.complaints.domain.catalogue.lists.list_terms import LONGEST_NAME
from services.complaints.domain.catalogue.lists.row_prices import AS_TEXT, PRICED
from services.complaints.domain.catalogue.names import Names
from services.complaints.ports.lists import ListDraft, ListDrafts
from services.complaints.ports.price_lists import PriceListStore
from shared.errors import FieldError, Invalid, NotFound, TooLarge
from shared.uscc import problem_with
from shared.words import N_

MOST_ROWS = 20_000
_AT_ONCE = 50
_WINDOW = 500


@dataclass(frozen=True, kw_only=True)
class MakeList:
    """A list to make, under a key of the form.

    Args:
        draft: id of the import.
        city: whose port office answers for it.
        edition: 版本, as the body calls it, "2026年第2版".
    """

    draft: str
    city: str
    port: str
    body: Body
    edition: str
    key: str


def list_id(city: str, port: str, body: Body, edition: str) -> str:
    """Return the id of a body's edition: the same ones have the same."""
    told = "|".join((city, port, body.uscc or body.name, edition))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def make_list(
    asked: MakeList,
    *,
    acting: Acting,
    names: Names,
    drafts: ListDrafts,
    lists: PriceListStore,
    hashed: Hashed,
) -> ChargeList:
    """Return the body's list with the rows of the import that are the body's.

    Rows that name another body stay out; rows that name none are the body's. Rows are kept before
    the list that names them.

    Raises:
        NotFound: there is no such import.
        Forbidden: the person is neither of the body nor of the port office.
        Invalid: a field is missing, the name is another body's, or the import holds no row of it.
        Conflict: the edition lies with the port office already, or is published.
        TooLarge: it has more rows than a list may have.
    """
    _check(asked)
    draft = drafts.find(asked.draft)
    if draft is None:
        raise NotFound(N_("没有这次导入，或它没有读完"))
    own_id = list_id(asked.city, asked.port, asked.body, asked.edition)
    command = command_of(acting.actor.sub, f"{own_id}|{asked.key}", [asked.draft], hashed=hashed)
    found, again = lists.get_for(own_id, command)
    if found is not None and again:
        return found
    _check_name(asked, found, acting, names)
    source = _source(asked, _own_rows(asked, draft, names, drafts), draft.effective_from)
    before = found or _begun(asked, own_id, source, acting)
    after = with_rows(before, source, acting) if found else made(before, acting)
    # Read twice rather than held together: 20,000 rows take 60 MB.
    _keep(_own_rows(asked, draft, names, drafts), before, asked, acting, lists)
    lists.save(after, [], command)
    return after


def _keep(
    rows: Iterator[Mapping[str, Any]],
    before: ChargeList,
    asked: MakeList,
    acting: Acting,
    lists: PriceListStore,
) -> None:
    # A process that dies before the list names its rows leaves them to be swept.
    for draft in {asked.draft, before.source.draft}:
        lists.begin_rows(before.id, draft, acting.now)
    source, first = f"{before.id}|{asked.draft}", 1
    while piece := list(islice(rows, _AT_ONCE)):
        lists.keep_rows(source, first, piece)
        first += len(piece)


def check_asked(asked: MakeList, *, acting: Acting) -> None:
    """Raise what `make_list` would say of it before any row is looked at.

    Raises:
        Forbidden: the person is neither of the body nor of the port office.
        Invalid: a field is missing or wrong.
    """
    _check(asked)
    own_id = list_id(asked.city, asked.port, asked.body, asked.edition)
    made(_begun(asked, own_id, Source(draft="", rows=0, priced=0), acting), acting)


def _begun(asked: MakeList, own_id: str, source: Source, acting: Acting) -> ChargeList:
    return ChargeList(
        id=own_id,
        version=0,
        city=asked.city,
        port=asked.port,
        body=asked.body,
        edition=asked.edition,
        state=State.DRAFT,
        by_office=acting.is_office(asked.city),
        source=source,
    )


def _own_rows(
    asked: MakeList, draft: ListDraft, names: Names, drafts: ListDrafts
) -> Iterator[Mapping[str, Any]]:
    own, count = names.body(asked.body.name), int(draft.summary["rows"])
    for first in range(1, count + 1, _WINDOW):
        for row in drafts.rows(asked.draft, first=first, last=min(first + _WINDOW - 1, count)):
            is_own = not row["body"] or names.body(row["body"]) == own
            if row["status"] in (PRICED, AS_TEXT) and is_own:
                yield row


def _source(asked: MakeList, rows: Iterator[Mapping[str, Any]], effective_from: str) -> Source:
    counts = Counter(row["status"] for row in rows)
    if not counts:
        raise Invalid(
            N_("导入的文件里没有这个收费单位的收费项目"),
            errors=[FieldError("body", N_("导入的文件里没有这个收费单位的收费项目"))],
        )
    if counts.total() > MOST_ROWS:
        raise TooLarge(N_("一份清单最多 20,000 行"))
    return Source(
        draft=asked.draft,
        rows=counts.total(),
        priced=counts[PRICED],
        effective_from=effective_from or "",
    )


def _check_name(asked: MakeList, found: ChargeList | None, acting: Acting, names: Names) -> None:
    """A firm makes lists under its own name; other rows go into a list under the name it has."""
    actor = acting.actor
    of_firm = actor.organisation if actor.uscc and actor.uscc == asked.body.uscc else None
    own = [each for each in (of_firm, found.body.name if found else None) if each]
    other = next((each for each in own if names.body(each) != names.body(asked.body.name)), None)
    if other is None:
        return
    message = N_("这份清单是“%(body)s”的，不能用别的单位名称")
    params = {"body": other}
    raise Invalid(message, params=params, errors=[FieldError("body", message, params)])


def _check(asked: MakeList) -> None:
    told = {"body": asked.body.name, "port": asked.port, "edition": asked.edition}
    wrong = [FieldError(name, N_("请填写这一项")) for name, text in told.items() if not text]
    wrong += [
        FieldError(name, N_("最多 %(most)s 个字"), {"most": str(LONGEST_NAME)})
        for name, text in told.items()
        if len(text) > LONGEST_NAME
    ]
    if asked.body.uscc and (problem := problem_with(asked.body.uscc)):
        wrong.append(problem)
    if wrong:
        raise Invalid(N_("填写的内容要修改。"), errors=wrong)
