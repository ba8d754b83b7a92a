"""Everything the use cases of lists of charges ask for."""

from dataclasses import dataclass

from services.complaints.ports.complained_charges import ComplainedCharges
from services.complaints.ports.lists import ListDrafts, Uploads
from services.complaints.ports.price_lists import FollowedStore, PriceListStore, PublishedLists


@dataclass(frozen=True, kw_only=True)
class ListPorts:
    """Lists of charges: imports, lists in every state, the published ones, who follows them."""

    drafts: ListDrafts
    lists: PriceListStore
    published: PublishedLists
    followed: FollowedStore
    uploads: Uploads
    charges: ComplainedCharges
