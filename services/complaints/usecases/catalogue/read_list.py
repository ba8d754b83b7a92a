"""Reads a list of charges: every row is priced, kept as text or refused, with the reason."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import Any

from services.complaints.domain.catalogue.fee_names.match import FeeMatch, FeeMatcher
from services.complaints.domain.catalogue.imports.columns import (
    Heading,
    HeadingReader,
    columns_told,
)
from services.complaints.domain.catalogue.imports.import_words import ImportWords
from services.complaints.domain.catalogue.imports.list_reader import ListReader
from services.complaints.domain.catalogue.imports.parsed import ListRow, Status
from services.complaints.domain.catalogue.imports.sheet_rows import SheetRow
from services.complaints.domain.catalogue.imports.whys import NO_HEADING
from services.complaints.ports.lists import ListFile, Sheet
from services.complaints.usecases.catalogue.list_answers import row_answer
from shared.errors import Invalid
from shared.words import N_

_HEAD_ROWS = 40
# To be counted up wherever the program reads the same list otherwise than before.
_READS = 2
_MOST_REMEMBERED = 50_000


@dataclass(frozen=True, kw_only=True)
class HowToRead:
    """What a person says of a list.

    Args:
        port: where the list itself does not say.
        effective_from: the day its prices begin, where it does not say.
        chosen: heading as written → what its column holds, where a person corrected it.
    """

    port: str = ""
    effective_from: date | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)


class ListReading:
    """One reading of one file; the counts are whole when all answers were taken."""

    def __init__(
        self, file: ListFile, how: HowToRead, words: ImportWords, fees: FeeMatcher
    ) -> None:
        self._file = file
        self._how = how
        self._words = words
        self._fees = fees
        self._matched: dict[str, FeeMatch] = {}
        self._counts: Counter[Status] = Counter()
        self._sheets: list[dict[str, Any]] = []
        self._likely: list[tuple[str, ...]] = []

    @property
    def version(self) -> str:
        """Another one wherever the same file may be read otherwise."""
        return f"{_READS}/{self._words.version}/{self._fees.names.version}"

    @property
    def found_heading(self) -> bool:
        """Whether a heading was found among the rows that were read."""
        return any(each["columns"] for each in self._sheets)

    def answers(self, tell: Callable[[int], None] = lambda _: None) -> Iterator[dict[str, Any]]:
        """Yield one answer a row, in the order of the file; `tell` hears how many were read.

        Raises:
            Invalid: no sheet has a heading, or there is nothing in the file.
        """
        for sheet in self._file.sheets:
            yield from self._of_sheet(sheet, tell)
        if not self.found_heading:
            raise self._no_list()

    def summary(self) -> dict[str, Any]:
        """Return what was read: counts, columns by sheet, remarks.

        Of a file without any heading `unknown` holds what may be one, for a person to say.
        """
        with_columns = [each for each in self._sheets if each["columns"]]
        return {
            "rows": sum(self._counts.values()),
            "priced": self._counts[Status.PRICED],
            "as_text": self._counts[Status.AS_TEXT],
            "refused": self._counts[Status.REFUSED],
            "columns": with_columns[0]["columns"] if with_columns else {},
            "sheets": self._sheets if self.found_heading else self._unheaded(),
            "file": {
                "kind": self._file.kind,
                "encoding": self._file.encoding,
                "sha256": self._file.digest,
                "remarks": list(self._file.remarks),
            },
        }

    def _of_sheet(self, sheet: Sheet, tell: Callable[[int], None]) -> Iterator[dict[str, Any]]:
        head = list(islice(sheet.rows, _HEAD_ROWS))
        cells = [each.cells for each in head]
        found = self._headings().find(cells)
        self._note(sheet, found[1] if found else None)
        self._likely.append(() if found else self._headings().likely(cells))
        rows = chain(head[found[0] :] if found else head, sheet.rows)
        read = self._reader(sheet, found[1]).read if found else _unread(sheet)
        for row in rows:
            told = read(row)
            if told is not None:
                self._counts[told.status] += 1
                tell(sum(self._counts.values()))
                yield row_answer(told, self._match(told), port=self._how.port)

    def _unheaded(self) -> list[dict[str, Any]]:
        pairs = zip(self._sheets, self._likely, strict=True)
        return [{**sheet, "unknown": list(likely)} for sheet, likely in pairs]

    def _headings(self) -> HeadingReader:
        words = self._words
        return HeadingReader(
            columns=words.columns, fold=words.fold, prose=words.prose, chosen=self._how.chosen
        )

    def _reader(self, sheet: Sheet, heading: Heading) -> ListReader:
        return ListReader(
            heading=heading,
            sheet=sheet.name,
            fold=self._words.fold,
            prose=self._words.prose,
            fills_items=not sheet.tells_merged,
            effective_from=self._how.effective_from,
        )

    def _note(self, sheet: Sheet, heading: Heading | None) -> None:
        unknown = [heading.titles[at] for at in heading.unknown] if heading else []
        columns = columns_told(heading) if heading else {}
        self._sheets.append({"name": sheet.name, "columns": columns, "unknown": unknown})

    def _match(self, row: ListRow) -> FeeMatch | None:
        item = row.fields.get("item", "")
        if not item or row.status is Status.REFUSED:
            return None
        if item not in self._matched:
            if len(self._matched) >= _MOST_REMEMBERED:
                self._matched.clear()
            self._matched[item] = self._fees.match(item)
        return self._matched[item]

    def _no_list(self) -> Invalid:
        if not sum(self._counts.values()):
            return Invalid(N_("文件里没有数据"))
        return Invalid(
            N_("没有认出表头：前 40 行里要有“收费项目”和“收费标准”两栏，或意思相同的栏名")
        )


def _unread(sheet: Sheet) -> Callable[[SheetRow], ListRow | None]:
    def read(row: SheetRow) -> ListRow | None:
        text = " | ".join(filter(None, row.cells))
        if not text:
            return None
        return ListRow(
            number=row.number,
            sheet=sheet.name,
            status=Status.REFUSED,
            why=NO_HEADING,
            fields={"note": text},
        )

    return read
