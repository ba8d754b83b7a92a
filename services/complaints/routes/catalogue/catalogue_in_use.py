"""The catalogue in use: the lists of the release, and what bodies have published since."""

from dataclasses import replace

from flask import Flask

from services.complaints.container import Container
from services.complaints.domain.catalogue.price_row import PriceList
from services.complaints.routes import EXTENSION
from services.complaints.routes.catalogue import CatalogueRules
from services.complaints.routes.home import HomeRules


class CatalogueInUse:
    """Puts a whole new catalogue in the place of the former one; nobody ever sees half of it.

    Args of the constructor:
        app: whose requests use it.
        c: with the lists of the release.
        rules, home: what routes hold of the catalogue.
    """

    def __init__(self, app: Flask, c: Container, rules: CatalogueRules, home: HomeRules) -> None:
        self._app = app
        self._c = c
        self._rules = rules
        self._home = home
        self._seen: tuple[PriceList, ...] = ()

    def follow(self, *, at_once: bool = False) -> None:
        """Let the next request see lists that this or another process has published."""
        lists = self._c.lists.published.refresh(at_once=at_once)
        if lists is self._seen:
            return
        catalogue = self._c.rules.catalogue.with_lists(lists)
        rules = replace(self._c.rules, catalogue=catalogue)
        self._rules.catalogue = self._home.catalogue = catalogue
        self._app.extensions[EXTENSION] = replace(self._c, rules=rules)
        self._seen = lists
