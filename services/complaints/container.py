"""What the complaints service runs with, built once at start-up."""

import binascii
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.complaints.adapters.address_turns import AddressTurns
from services.complaints.adapters.attachment_store import GridFsAttachmentStore
from services.complaints.adapters.blind_index import HmacBlindIndex
from services.complaints.adapters.calendar_store import MongoCalendars
from services.complaints.adapters.case_index import ElasticCaseIndex, open_index_client
from services.complaints.adapters.case_source import MongoCaseSource
from services.complaints.adapters.case_store import MongoCaseStore
from services.complaints.adapters.declaration_store import MongoDeclarationStore
from services.complaints.adapters.draft_store import MongoDraftStore
from services.complaints.adapters.import_ports import build_import_ports
from services.complaints.adapters.linked_cases import MongoLinkedCases
from services.complaints.adapters.list_stores import build_list_ports
from services.complaints.adapters.mail_store import MongoMailStore
from services.complaints.adapters.measure_store import MongoMeasureStore
from services.complaints.adapters.port_check_store import MongoPortChecks
from services.complaints.adapters.read_trail import MongoReadTrail
from services.complaints.adapters.receipts import ScryptReceipts
from services.complaints.adapters.rule_files_clearance import load_clearance
from services.complaints.adapters.rule_files_cost import load_basket
from services.complaints.adapters.rule_files_ports import load_port_contacts
from services.complaints.adapters.rule_files_survey import load_survey
from services.complaints.adapters.rule_folders import (
    OWN_FOLDERS,
    RuleFolders,
    load_clocks,
    load_promises,
    load_rules,
)
from services.complaints.adapters.staff_directory import MongoStaffDirectory
from services.complaints.adapters.survey_store import MongoSurveyStore
from services.complaints.adapters.text_folding import fold
from services.complaints.adapters.turn_counts import MongoTurnCounts
from services.complaints.adapters.vault import MASTER_KEY_BYTES, MongoVault
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.clocks.clock_rules import ClockRules
from services.complaints.domain.commitments.clearance import ClearanceRules
from services.complaints.domain.commitments.commitments import Commitments
from services.complaints.domain.commitments.cost import BasketItem
from services.complaints.domain.commitments.port_contacts import PortContacts
from services.complaints.domain.commitments.survey import SurveyRules
from services.complaints.domain.search.tokens import Fold
from services.complaints.ports.anonymous import Turns
from services.complaints.ports.calendars import Calendars
from services.complaints.ports.cases import CasePorts
from services.complaints.ports.clearance import DeclarationStore
from services.complaints.ports.file_imports import ImportPorts
from services.complaints.ports.list_ports import ListPorts
from services.complaints.ports.measures import MeasureStore
from services.complaints.ports.port_checks import PortChecks
from services.complaints.ports.search import CaseIndex, CaseSource
from services.complaints.ports.survey import SurveyStore
from services.complaints.settings import Settings
from shared.clock import new_id, utc_now
from shared.mongo.client import Documents, connect
from shared.mongo.numbers import NumberBook
from shared.settings import SettingWrong
from shared.web.places import Names, load_places

BLIND_KEY_BYTES = 32
SALT_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class Container:
    """The ports in use; a test builds its own over a database of its own."""

    settings: Settings
    cases: CasePorts
    turns: Turns
    source: CaseSource
    index: CaseIndex
    calendars: Calendars
    measures: MeasureStore
    lists: ListPorts
    imports: ImportPorts
    declarations: DeclarationStore
    clearance: ClearanceRules
    survey: SurveyStore
    survey_rules: SurveyRules
    ports: PortContacts
    port_checks: PortChecks
    basket: Sequence[BasketItem]
    rules: CaseRules
    clocks: ClockRules
    commitments: Commitments
    places: Mapping[str, Names]
    fold: Fold = fold
    now: Callable[[], datetime] = utc_now
    new_id: Callable[[], str] = new_id


def build_container(
    settings: Settings,
    *,
    database: Documents | None = None,
    now: Callable[[], datetime] = utc_now,
    folders: RuleFolders = OWN_FOLDERS,
) -> Container:
    """Connect to everything the service talks to.

    Args:
        settings: where that is.
        database: in the place of the one the settings name.
        now: the clock.
        folders: where the rules are.
    """
    database = _opened(settings, database)
    rules, calendars = _rules(settings, database, folders)
    return Container(
        settings=settings,
        cases=build_case_ports(settings, database),
        turns=Turns(addresses=AddressTurns(), counts=MongoTurnCounts(database)),
        source=MongoCaseSource(database),
        index=ElasticCaseIndex(open_index_client(settings.elasticsearch_url), fold=fold),
        calendars=calendars,
        measures=MongoMeasureStore(database),
        lists=build_list_ports(database, build_vault(settings, database)),
        imports=build_import_ports(database, build_vault(settings, database)),
        declarations=MongoDeclarationStore(database),
        survey=MongoSurveyStore(database),
        survey_rules=load_survey(folders.promises),
        clearance=load_clearance(folders.promises),
        ports=load_port_contacts(rules.parties, folders.promises),
        port_checks=MongoPortChecks(database),
        basket=load_basket(folders.promises),
        rules=rules,
        clocks=load_clocks(rules.limits, calendars.calendar, folders.rules),
        commitments=load_promises(folders.rules),
        places=load_places(folders.places),
        now=now,
    )


def _rules(
    settings: Settings, database: Documents, folders: RuleFolders
) -> tuple[CaseRules, MongoCalendars]:
    """Return the rules, and the calendars in the store, which they follow."""
    rules = load_rules(sample=settings.sample_data, folder=folders.rules)
    calendars = MongoCalendars(database, rules.calendar)
    return replace(rules, calendar=calendars.calendar), calendars


def _opened(settings: Settings, database: Documents | None) -> Documents:
    if database is None:
        return connect(settings.mongo_url, settings.mongo_database)
    return database


def build_vault(settings: Settings, database: Documents) -> MongoVault:
    """Return what seals under the master keys of the settings."""
    return MongoVault(database, *master_keys(settings))


def build_case_ports(settings: Settings, database: Documents) -> CasePorts:
    """Return what filing and handling need, over one database."""
    vault = build_vault(settings, database)
    blind_key = _key("BLIND_INDEX_KEY", settings.blind_index_key, BLIND_KEY_BYTES)
    salt = _key("RECEIPT_SALT", settings.receipt_salt, SALT_BYTES)
    return CasePorts(
        cases=MongoCaseStore(database),
        linked=MongoLinkedCases(database),
        vault=vault,
        blind=HmacBlindIndex(blind_key),
        numbers=NumberBook(database),
        attachments=GridFsAttachmentStore(database, vault),
        trail=MongoReadTrail(database),
        drafts=MongoDraftStore(database, vault),
        staff=MongoStaffDirectory(database),
        receipts=ScryptReceipts(salt),
        mails=MongoMailStore(database, vault),
    )


def master_keys(settings: Settings) -> tuple[bytes, bytes | None]:
    """Return the master key and the one before it, None where none is to be replaced.

    Raises:
        SettingWrong: one of them is no key.
    """
    before = settings.master_key_before
    return (
        _key("MASTER_KEY", settings.master_key, MASTER_KEY_BYTES),
        _key("MASTER_KEY_BEFORE", before, MASTER_KEY_BYTES) if before else None,
    )


def _key(name: str, text: str, size: int) -> bytes:
    try:
        key = b64decode(text, validate=True)
    except binascii.Error as error:
        raise SettingWrong(f"{name}: is not base64, expected {size} bytes in it") from error
    if len(key) < size or (size == MASTER_KEY_BYTES and len(key) != size):
        raise SettingWrong(f"{name}: holds {len(key)} bytes, expected {size} in base64")
    return key
