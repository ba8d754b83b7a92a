"""The JSON API of the feed to agencies."""

from typing import Any

from flask.views import MethodView

from services.credit.domain.feed.item import FeedPage
from services.credit.routes import container
from services.credit.routes.schemas import FeedPageSchema, FeedQuerySchema
from services.credit.usecases.read_feed import AskFeed, read_feed
from shared.web.access import access, scopes
from shared.web.identity import require_principal
from shared.web.openapi import ApiBlueprint, link

NEXT = link("getFeed", "What comes after.", after="$response.body#/next")

feed_api = ApiBlueprint(
    "feed_api",
    __name__,
    url_prefix="/api/feed",
    description="The ledger in its order, with the fields a receiver may see.",
)


@feed_api.route("")
class Feed(MethodView):
    """The feed."""

    @access(scopes("feed:read"))
    @feed_api.arguments(FeedQuerySchema(), location="query")
    @feed_api.response(200, FeedPageSchema)
    @feed_api.doc(responses={200: {"links": {"next": NEXT}}})
    def get(self, asked: dict[str, Any]) -> FeedPage:
        """Answer the entries after a number, at most 500, oldest first."""
        c = container()
        return read_feed(
            AskFeed(after=asked["after"], limit=asked["limit"], who=require_principal()),
            ledger=c.ledger,
            queries=c.queries,
            receivers=c.receivers,
            now=c.now(),
        )
