"""Both sides of the provider below one address."""

from collections.abc import Mapping
from pathlib import Path

from shared.clock import utc_now
from shared.local.sign_in.clients import load_clients
from shared.local.sign_in.codes import Codes
from shared.local.sign_in.issuer import Issuer, load_key
from shared.local.sign_in.pages import sign_in_pages
from shared.local.sign_in.people import load_groups
from shared.local.sign_in.protocol import Provider, create_protocol_app
from shared.local.wsgi import Application, by_prefix
from shared.web.app import create_base_app
from shared.web.web_settings import WebSettings

PREFIX = "/idp"
TEMPLATES = Path(__file__).parents[1] / "templates"
_PAGES = (f"{PREFIX}/authorize", f"{PREFIX}/end-session")


def create_sign_in(
    settings: WebSettings, *, key_file: Path, secrets: Mapping[str, str]
) -> Application:
    """Return the provider at `settings.oidc_issuer`; `secrets` are those of its own programs."""
    groups = load_groups()
    provider = Provider(
        issuer=Issuer(settings.oidc_issuer, load_key(key_file), utc_now),
        clients=load_clients(secrets),
        codes=Codes(utc_now),
        people={person.sub: person for group in groups for person in group.people},
    )
    pages = create_base_app("local", settings=settings, probes={}, template_folder=TEMPLATES)
    public_url = settings.public_url.rstrip("/")
    pages.register_blueprint(sign_in_pages(provider, groups, public_url), url_prefix=PREFIX)
    return by_prefix(dict.fromkeys(_PAGES, pages), create_protocol_app(provider, PREFIX))
