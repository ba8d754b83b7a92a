"""Routes without session and without identity are exactly those that say so."""

from shared.web.access import anonymous, rule_of
from shared.web.anonymous_paths import is_anonymous
from tests.architecture.apps import SERVICES


def test_what_is_anonymous_by_address_is_so_by_declaration_and_the_other_way_round():
    app = SERVICES["complaints"]()
    for address in app.url_map.iter_rules():
        for method in sorted((address.methods or set()) - {"HEAD", "OPTIONS"}):
            declared = rule_of(app, address.endpoint, method) is anonymous
            assert declared == is_anonymous(address.rule), address.rule
