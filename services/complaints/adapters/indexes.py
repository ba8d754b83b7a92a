"""Every index of the complaints database, by collection; `setup` creates them."""

from collections.abc import Mapping, Sequence
from functools import partial

from pymongo import ASCENDING, IndexModel

from services.complaints.adapters.attachment_store import CHUNK_INDEXES, CHUNKS, FILE_INDEXES, FILES
from services.complaints.adapters.calendar_store import CALENDAR_INDEXES, CALENDARS
from services.complaints.adapters.case_lists import CASES
from services.complaints.adapters.case_store import ANSWER_CODE, FILE_ID
from services.complaints.adapters.declaration_store import DECLARATION_INDEXES, DECLARATIONS
from services.complaints.adapters.draft_store import DRAFT_INDEXES, DRAFTS
from services.complaints.adapters.file_import_store import FILE_IMPORT_INDEXES, FILE_IMPORTS
from services.complaints.adapters.followed_store import FOLLOWED, FOLLOWED_INDEXES
from services.complaints.adapters.list_draft_store import (
    LIST_DRAFT_INDEXES,
    LIST_DRAFTS,
    LIST_ROW_INDEXES,
    LIST_ROWS,
)
from services.complaints.adapters.mail_store import MAIL_INDEXES, MAILS
from services.complaints.adapters.measure_store import (
    MEASURE_ENTRIES,
    MEASURE_ENTRY_INDEXES,
    MEASURE_INDEXES,
    MEASURES,
)
from services.complaints.adapters.name_correction_store import (
    NAME_CORRECTION_INDEXES,
    NAME_CORRECTIONS,
)
from services.complaints.adapters.port_check_store import PORT_CHECK_INDEXES, PORT_CHECKS
from services.complaints.adapters.price_list_store import (
    PRICE_LIST_ENTRIES,
    PRICE_LIST_ENTRY_INDEXES,
    PRICE_LIST_INDEXES,
    PRICE_LIST_ROW_INDEXES,
    PRICE_LIST_ROWS,
    PRICE_LISTS,
)
from services.complaints.adapters.read_trail import READ_INDEXES, READS
from services.complaints.adapters.row_sources import ROW_SOURCE_INDEXES, ROW_SOURCES
from services.complaints.adapters.staff_directory import STAFF, STAFF_INDEXES
from services.complaints.adapters.survey_store import SURVEY, SURVEY_INDEXES
from services.complaints.adapters.turn_counts import TURN_INDEXES, TURNS
from services.complaints.adapters.upload_store import UPLOAD_INDEXES, UPLOADS
from services.complaints.adapters.vault import KEY_INDEXES, KEYS
from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Documents, again
from shared.mongo.numbers import NUMBER_INDEXES, NUMBERS
from shared.mongo.outbox import OUTBOX_INDEX, SENT, SENT_INDEXES


def _while_due(field: str, *before: str) -> IndexModel:
    """Return an index that holds a document only while the field has a time in it."""
    keys = [*((name, ASCENDING) for name in before), (field, ASCENDING)]
    return IndexModel(
        keys,
        name="_".join([*before, field]).replace(".", "_"),
        partialFilterExpression={field: {"$gt": EPOCH}},
    )


def _by(*names: str) -> IndexModel:
    keys = [(name, ASCENDING) for name in names]
    return IndexModel(keys, name="_".join(names).replace(".", "_"))


CASE_INDEXES = [
    OUTBOX_INDEX,
    IndexModel([("filed_by.key", ASCENDING)], name="filed_by", unique=True),
    _while_due("open_due", "department"),
    _while_due("open_due", "city"),
    _while_due("open_due", "asked_departments"),
    _while_due("next_due"),
    _while_due("criticised_at", "city"),
    _while_due("refunds.since", "city"),
    _while_due("provisional_due"),
    _while_due("to_open_since"),
    _by("reporter_key", "filed_at"),
    _by("reporter_firm_key", "filed_at"),
    _by("respondent.uscc", "filed_at"),
    IndexModel(
        [(FILE_ID, ASCENDING)],
        name="attachment_once",
        unique=True,
        partialFilterExpression={FILE_ID: {"$gt": ""}},
    ),
    IndexModel(
        [("receipt", ASCENDING)],
        name="receipt",
        unique=True,
        partialFilterExpression={"receipt": {"$gt": ""}},
    ),
    IndexModel(
        [(ANSWER_CODE, ASCENDING)],
        name="answer_code",
        partialFilterExpression={ANSWER_CODE: {"$gt": ""}},
    ),
    _by("routing.measures", "filed_at"),
    _by("merged_into", "filed_at"),
    _by("city", "filed_at"),
    _by("filed_at"),
    _by("changed_at"),
]
INDEXES: Mapping[str, Sequence[IndexModel]] = {
    CASES: CASE_INDEXES,
    NUMBERS: NUMBER_INDEXES,
    SENT: SENT_INDEXES,
    KEYS: KEY_INDEXES,
    READS: READ_INDEXES,
    DRAFTS: DRAFT_INDEXES,
    STAFF: STAFF_INDEXES,
    FILES: FILE_INDEXES,
    CHUNKS: CHUNK_INDEXES,
    TURNS: TURN_INDEXES,
    CALENDARS: CALENDAR_INDEXES,
    LIST_DRAFTS: LIST_DRAFT_INDEXES,
    LIST_ROWS: LIST_ROW_INDEXES,
    MEASURES: MEASURE_INDEXES,
    MEASURE_ENTRIES: MEASURE_ENTRY_INDEXES,
    PRICE_LISTS: PRICE_LIST_INDEXES,
    PRICE_LIST_ENTRIES: PRICE_LIST_ENTRY_INDEXES,
    PRICE_LIST_ROWS: PRICE_LIST_ROW_INDEXES,
    ROW_SOURCES: ROW_SOURCE_INDEXES,
    FOLLOWED: FOLLOWED_INDEXES,
    UPLOADS: UPLOAD_INDEXES,
    PORT_CHECKS: PORT_CHECK_INDEXES,
    NAME_CORRECTIONS: NAME_CORRECTION_INDEXES,
    SURVEY: SURVEY_INDEXES,
    DECLARATIONS: DECLARATION_INDEXES,
    FILE_IMPORTS: FILE_IMPORT_INDEXES,
    MAILS: MAIL_INDEXES,
}


def create_indexes(database: Documents) -> None:
    """Create what is missing; may run any number of times."""
    for table, indexes in INDEXES.items():
        again(partial(database[table].create_indexes, list(indexes)))
