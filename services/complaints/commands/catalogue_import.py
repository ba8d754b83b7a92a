"""`catalogue import FILE …`: reads a published list of charges, and keeps it as a draft.

With `--dry-run` nothing is kept: rule data alone, no engine, no setting.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from services.complaints.adapters.list_files import open_list
from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.adapters.rule_files_imports import load_import_words
from services.complaints.commands.json_input import problem_object
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.ports.lists import ListDrafts, ListFile
from services.complaints.usecases.catalogue.import_list import import_list
from services.complaints.usecases.catalogue.read_list import HowToRead, ListReading
from shared.clock import utc_now
from shared.errors import AppError, Invalid
from shared.web.formats import told
from shared.words import N_

USAGE = (
    "python -m services.complaints catalogue import FILE"
    " [--port P] [--effective-from D] [--dry-run] [--json]"
)
_WRONG_USE = 2
_IN_MEMORY = 4 * 1024 * 1024
_TOLD_EVERY = 10_000
_SHOWN = 20
_KEYS = ("rows", "priced", "as_text", "refused", "columns")
_VALUED = ("--port", "--effective-from")
_FLAGS = ("--dry-run", "--json")


@dataclass(frozen=True, kw_only=True)
class _Asked:
    path: Path
    how: HowToRead
    dry_run: bool
    as_json: bool


def run(argv: Sequence[str]) -> int:
    """Read the list and print what became of its rows; 2 when it cannot be used."""
    if list(argv) in (["-h"], ["--help"]):
        print(f"用法 usage: {USAGE}")
        return 0
    try:
        asked = _asked(argv)
    except AppError as problem:
        print(f"{_told(problem)}\n用法 usage: {USAGE}", file=sys.stderr)
        if "--json" in argv:
            _say(json.dumps(problem_object(problem), ensure_ascii=False))
        return _WRONG_USE
    try:
        return _import(asked)
    except AppError as problem:
        print(_told(problem), file=sys.stderr)
        if asked.as_json:
            _say(json.dumps(problem_object(problem), ensure_ascii=False))
        return _WRONG_USE


def _asked(argv: Sequence[str]) -> _Asked:
    values: dict[str, str] = {}
    words = iter(argv)
    paths = []
    for word in words:
        name, is_set, value = word.partition("=")
        if name in _VALUED:
            values[name] = value if is_set else next(words, "")
        elif word in _FLAGS:
            values[word] = word
        elif word.startswith("--"):
            raise Invalid(N_("不认识的选项 %(word)s"), params={"word": word})
        else:
            paths.append(word)
    if len(paths) != 1:
        raise Invalid(N_("要给一个文件，您给了 %(count)s 个"), params={"count": len(paths)})
    how = HowToRead(port=_given(values, "--port"), effective_from=_day(values))
    return _Asked(
        path=Path(paths[0]), how=how, dry_run="--dry-run" in values, as_json="--json" in values
    )


def _given(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "").strip()
    if name in values and not value:
        raise Invalid(N_("%(name)s 后面要有值"), params={"name": name})
    return value


def _day(values: Mapping[str, str]) -> date | None:
    text = _given(values, "--effective-from")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as problem:
        raise Invalid(
            N_("看不懂日期 %(day)s，请写成 2026-01-31"), params={"day": text}
        ) from problem


def _import(asked: _Asked) -> int:
    file = open_list(asked.path)
    words, fees = load_import_words(), FeeMatcher(names=load_fee_names())
    reading = ListReading(file, asked.how, words, fees)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8") as details:
        answer = _read(asked, file, reading, details)
        details.seek(0)
        if asked.as_json:
            _print_json(answer, details)
        else:
            _print_text(answer, details)
    return 0


def _read(asked: _Asked, file: ListFile, reading: ListReading, details: IO[str]) -> dict[str, Any]:
    """Read all rows, writing one answer a line to `details`; return the summary."""
    count = 0

    def note(row: Mapping[str, Any]) -> None:
        nonlocal count
        count += 1
        details.write(json.dumps(row, ensure_ascii=False) + "\n")
        if count % _TOLD_EVERY == 0:
            print(f"已读 {count} 行 rows read", file=sys.stderr)

    if asked.dry_run:
        for read in reading.answers():
            note(read)
        return {**reading.summary(), "draft": None}
    drafts = _drafts()
    draft, is_new = import_list(file, asked.how, reading, drafts=drafts, now=utc_now(), seen=note)
    if not is_new:
        for kept in _kept_rows(drafts, draft.id, int(draft.summary["rows"])):
            note(kept)
    return {**draft.summary, "draft": {"id": draft.id, "new": is_new}}


def _kept_rows(drafts: ListDrafts, draft_id: str, count: int) -> Iterator[Mapping[str, Any]]:
    for first in range(1, count + 1, 500):
        yield from drafts.rows(draft_id, first=first, last=min(first + 499, count))


def _drafts() -> ListDrafts:
    from services.complaints.adapters.list_draft_store import MongoListDrafts  # noqa: PLC0415
    from services.complaints.settings import settings_from_environment  # noqa: PLC0415 - needs engines
    from shared.mongo.client import connect  # noqa: PLC0415

    settings = settings_from_environment()
    return MongoListDrafts(connect(settings.mongo_url, settings.mongo_database))


def _print_json(answer: Mapping[str, Any], details: IO[str]) -> None:
    """Print one object; the details are passed on line by line, never held together.

    What is said of the file, and which draft it became, goes to standard error.
    """
    for remark in (*_remarks(answer), *_draft(answer)):
        print(remark, file=sys.stderr)
    head = json.dumps({key: answer[key] for key in _KEYS}, ensure_ascii=False)
    out = sys.stdout.buffer
    out.write(f'{head[:-1]}, "details": ['.encode("utf-8", "replace"))
    for at, line in enumerate(details):
        out.write(((", " if at else "") + line.rstrip("\n")).encode("utf-8", "replace"))
    out.write(b"]}\n")
    out.flush()


def _print_text(answer: Mapping[str, Any], details: IO[str]) -> None:
    lines = [
        f"读到 {answer['rows']} 行：已定价 {answer['priced']}，留作文字 {answer['as_text']}，"
        f"不收 {answer['refused']}",
        *(f"  {role} ← {title}" for role, title in answer["columns"].items()),
        *_remarks(answer),
    ]
    shown = 0
    for line in details:
        row = json.loads(line)
        if row["why"] and shown < _SHOWN:
            shown += 1
            lines.append(f"{row['sheet']} 第 {row['row']} 行 {row['item']}：{row['why']}")
    if shown == _SHOWN:
        lines.append("……其余见 --json")
    _say("\n".join([*lines, *_draft(answer)]))


def _remarks(answer: Mapping[str, Any]) -> list[str]:
    return [f"注意：{remark}" for remark in answer["file"]["remarks"]]


def _draft(answer: Mapping[str, Any]) -> list[str]:
    if not answer["draft"]:
        return []
    was = "" if answer["draft"]["new"] else "（早已导入，没有改动）"
    return [f"草稿 draft {answer['draft']['id']}{was}"]


def _told(problem: AppError) -> str:
    return told(problem.detail, problem.params)


def _say(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
