"""A site with sign-in: one application of the product and the local provider at one address."""

import threading
from collections.abc import Iterator
from dataclasses import asdict

import pytest
from flask import jsonify
from werkzeug.serving import make_server

from shared.local.ports import unused_ports
from shared.local.sign_in.app import PREFIX, create_sign_in
from shared.local.wsgi import by_prefix
from shared.principal import Role
from shared.web.access import access, roles, scopes, signed_in
from shared.web.app import create_base_app
from shared.web.identity import require_principal
from shared.web.web_settings import WebSettings

SECRETS = {"WEB_CLIENT_SECRET": "web-secret", "NOTIFY_CLIENT_SECRET": "notify-secret"}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    """Give the address of the site."""
    folder = tmp_path_factory.mktemp("site")
    address = f"http://127.0.0.1:{unused_ports(1)[0]}"
    settings = WebSettings(
        secret_key="k" * 32,
        public_url=address,
        oidc_issuer=f"{address}{PREFIX}",
        oidc_client_id="fairport-web",
        oidc_client_secret=SECRETS["WEB_CLIENT_SECRET"],
    )
    provider = create_sign_in(settings, key_file=folder / "key.pem", secrets=SECRETS)
    site = by_prefix({PREFIX: provider}, _product(settings, folder))
    server = make_server("127.0.0.1", int(address.rpartition(":")[2]), site, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


def _product(settings, folder):
    app = create_base_app("complaints", settings=settings, probes={}, template_folder=folder)

    @app.get("/me")
    @access(signed_in)
    def show_me():
        return jsonify({**asdict(require_principal()), "scopes": []})

    @app.get("/")
    @access(signed_in | roles(Role.ADMIN))
    def home():
        return "home"

    @app.get("/api/feed")
    @access(scopes("feed:read"))
    def show_feed():
        return jsonify(sorted(require_principal().scopes))

    return app
