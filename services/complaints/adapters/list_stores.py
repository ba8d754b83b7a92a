"""The stores of lists of charges, over one database."""

from services.complaints.adapters.complained_charges import MongoComplainedCharges
from services.complaints.adapters.followed_store import MongoFollowedStore
from services.complaints.adapters.list_draft_store import MongoListDrafts
from services.complaints.adapters.name_correction_store import MongoNameCorrections
from services.complaints.adapters.price_list_store import MongoPriceListStore
from services.complaints.adapters.published_lists import MongoPublishedLists
from services.complaints.adapters.upload_store import MongoUploads
from services.complaints.adapters.vault import MongoVault
from services.complaints.ports.list_ports import ListPorts
from shared.mongo.client import Documents


def build_list_ports(database: Documents, vault: MongoVault) -> ListPorts:
    """Return what lists of charges need, over one database."""
    lists = MongoPriceListStore(database)
    return ListPorts(
        drafts=MongoListDrafts(database),
        lists=lists,
        sources=lists.sources,
        published=MongoPublishedLists(lists),
        followed=MongoFollowedStore(database),
        uploads=MongoUploads(database, vault),
        charges=MongoComplainedCharges(database),
        names=MongoNameCorrections(database),
    )
