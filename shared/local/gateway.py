"""One address for the whole product on one machine: the services, sign-in and mail behind it.

In production an ingress does the same by the same table of paths.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import HTTPException, LengthRequired
from werkzeug.utils import redirect

from shared.clock import utc_now
from shared.errors import AppError, Unavailable
from shared.local.mail_sink import mail_pages
from shared.local.ports import LocalPorts
from shared.local.proxy import proxy_to
from shared.local.secret_file import load_secrets
from shared.local.sign_in.app import PREFIX, TEMPLATES, create_sign_in
from shared.local.wsgi import Application, by_prefix
from shared.network_log.sealed_log import SealedLog
from shared.network_log.sealing_key import PUBLIC, make_keys, read_key
from shared.settings import load
from shared.web.app import create_base_app
from shared.web.limits import LARGEST_REQUEST
from shared.web.web_settings import WebSettings
from shared.words import N_

CREDIT = ("/credit", "/api/enterprises", "/api/gate", "/api/feed")
NOTIFY = ("/notify", "/api/messages")
# Only services ask there, by their own addresses; never through the public entrance.
INTERNAL = "/internal"
OWN = ("/mail", "/ui", "/healthz", "/readyz", "/metrics")
_REFUSAL = "fairport.refusal"


@dataclass(frozen=True, kw_only=True)
class GatewaySettings(WebSettings):
    """Where the programs of the run listen (`port` is the first) and where their data are."""

    port: int
    root: str


def app_from_environment() -> Flask:
    """Return the gateway as the environment describes it."""
    settings = load(GatewaySettings, os.environ)
    return create_gateway(settings, LocalPorts.from_first(settings.port))


def create_gateway(settings: GatewaySettings, ports: LocalPorts) -> Flask:
    """Return the gateway to services that listen at the ports."""
    root = Path(settings.root)
    app = _own_pages(settings, root / "mail")
    own: Application = app.wsgi_app
    sign_in = create_sign_in(
        settings, key_file=root / "sign-in-key.pem", secrets=load_secrets(root / "secrets.env")
    )

    def service(port: int) -> Application:
        return proxy_to(port, _refusing(own, Unavailable(N_("系统暂时无法使用，请稍后再试"))))

    table = dict.fromkeys((*OWN, INTERNAL), own) | {PREFIX: sign_in}
    table |= dict.fromkeys(CREDIT, service(ports.credit))
    table |= dict.fromkeys(NOTIFY, service(ports.notify))
    site = by_prefix(table, service(ports.complaints))
    noted = _noting(site, _network_log(root))
    app.__dict__["wsgi_app"] = _entrance(noted, own, settings.public_url)
    return app


def _network_log(root: Path) -> SealedLog:
    """Return the network log of this machine; its keys are made where there are none."""
    folder = root / "network-log"
    if not (folder / PUBLIC).exists():
        make_keys(folder)
    return SealedLog(folder, read_key(folder / PUBLIC))


def _noting(site: Application, log: SealedLog) -> Application:
    """Return the site that keeps who asked in which minute, and nothing of what for."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        log.note(environ.get("REMOTE_ADDR", ""), utc_now())
        return site(environ, start_response)

    return application


def _own_pages(settings: WebSettings, mail_folder: Path) -> Flask:
    """Return the pages of the gateway itself; they also say why a request was refused."""
    app = create_base_app("local", settings=settings, probes={}, template_folder=TEMPLATES)
    app.register_blueprint(mail_pages(mail_folder))

    def refuse() -> None:
        refusal: AppError | HTTPException | None = request.environ.get(_REFUSAL)
        if refusal is not None:
            raise refusal

    app.before_request(refuse)
    return app


def _refusing(own: Application, refusal: AppError | HTTPException) -> Application:
    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return own({**environ, _REFUSAL: refusal}, start_response)

    return application


def _entrance(site: Application, own: Application, public_url: str) -> Application:
    """Return the site behind checks that need nothing but the head of a request."""
    host = urlsplit(public_url).netloc
    no_length = _refusing(own, LengthRequired())

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("HTTP_HOST") != host and environ["PATH_INFO"] != "/healthz":
            return redirect(_same_page(environ, public_url), code=307)(environ, start_response)
        environ |= _forwarded(environ, public_url)
        if environ.get("HTTP_TRANSFER_ENCODING"):
            return no_length(environ, start_response)
        if _declared(environ) > LARGEST_REQUEST:
            return own(environ, start_response)
        return site(environ, start_response)

    return application


def _declared(environ: dict[str, Any]) -> int:
    text = environ.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdigit() else LARGEST_REQUEST + 1


def _same_page(environ: dict[str, Any], public_url: str) -> str:
    """Return the page at the address the product goes by; cookies and sign-in are bound to it."""
    query = f"?{environ['QUERY_STRING']}" if environ.get("QUERY_STRING") else ""
    path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
    return f"{public_url.rstrip('/')}/{path.lstrip('/')}{query}"


def _forwarded(environ: dict[str, Any], public_url: str) -> dict[str, str]:
    """Return what services may believe about a request, instead of what it says itself."""
    parts = urlsplit(public_url)
    return {
        "HTTP_X_FORWARDED_FOR": environ.get("REMOTE_ADDR", ""),
        "HTTP_X_FORWARDED_PROTO": parts.scheme,
        "HTTP_X_FORWARDED_HOST": parts.netloc,
    }
