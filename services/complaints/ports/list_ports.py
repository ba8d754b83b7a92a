"""Everything the use cases of lists of charges ask for."""

from dataclasses import dataclass

from services.complaints.ports.complained_charges import ComplainedCharges
from services.complaints.ports.lists import ListDrafts, Uploads
from services.complaints.ports.name_corrections import NameCorrections
from services.complaints.ports.price_lists import (
    FollowedStore,
    PriceListStore,
    PublishedLists,
    RowSources,
)


@dataclass(frozen=True, kw_only=True)
class ListPorts:
    """Lists of charges: imports, lists in every state, who follows them, what names mean."""

    drafts: ListDrafts
    lists: PriceListStore
    sources: RowSources
    published: PublishedLists
    followed: FollowedStore
    uploads: Uploads
    charges: ComplainedCharges
    names: NameCorrections
