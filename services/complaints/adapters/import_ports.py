"""What importing files needs, over one database."""

from functools import cache

from services.complaints.adapters.declaration_file import read_csv
from services.complaints.adapters.file_import_store import MongoFileImports
from services.complaints.adapters.list_files import open_list
from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.adapters.rule_files_imports import load_import_words
from services.complaints.adapters.upload_store import MongoUploads
from services.complaints.adapters.vault import MongoVault
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.domain.catalogue.imports.import_words import ImportWords
from services.complaints.ports.file_imports import ImportPorts
from shared.mongo.client import Documents


def build_import_ports(database: Documents, vault: MongoVault) -> ImportPorts:
    """Return what importing files needs."""
    return ImportPorts(
        imports=MongoFileImports(database),
        uploads=MongoUploads(database, vault),
        open_list=open_list,
        open_rows=read_csv,
        words=import_words,
    )


@cache
def import_words() -> tuple[ImportWords, FeeMatcher]:
    """Return the words by which lists are read, and what names of fees mean."""
    return load_import_words(), FeeMatcher(names=load_fee_names())
