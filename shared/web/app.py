"""The Flask application every service starts from."""

import traceback
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from flask import Flask, request
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from shared.logs import logger
from shared.web.access import install_access
from shared.web.anonymous_paths import is_anonymous
from shared.web.auth_pages import auth
from shared.web.formats import install_formats
from shared.web.forms import install_forms
from shared.web.headers import install_headers
from shared.web.health import Probe, health_routes
from shared.web.identity import install_identity
from shared.web.json_reading import StrictJson
from shared.web.language import install_language
from shared.web.limits import install_limits
from shared.web.observation import install_observation
from shared.web.places import Names, install_places, load_places
from shared.web.plain_texts import PlainRequest
from shared.web.problem import install_problems
from shared.web.ui import Unread, install_ui
from shared.web.web_settings import WebSettings

SHARED = Path(__file__).parents[1]

_log = logger(__name__)


class BaseApp(Flask):
    """Flask with strict JSON; an unexpected error is logged without the path's values."""

    json_provider_class = StrictJson
    request_class = PlainRequest

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
    ) -> None:
        """Log an error nobody foresaw: its traceback, on anonymous addresses only its places."""
        kind, _, places = exc_info
        if kind is not None and is_anonymous(request.path):
            at = [f"{each.filename}:{each.lineno}" for each in traceback.extract_tb(places)]
            _log.error("unexpected error", kind=kind.__name__, at=at)
        else:
            _log.error("unexpected error", exc_info=exc_info)


def create_base_app(
    name: str,
    *,
    settings: WebSettings,
    probes: Mapping[str, Probe],
    template_folder: Path,
    unread: Unread | None = None,
    places: Mapping[str, Names] | None = None,
) -> Flask:
    """Return an app with frame, languages, errors, identity, health, figures and limits.

    `name` is the service's word ("complaints"); `template_folder` holds its templates and, beside
    them, its `en.po` files; `probes` are what readiness asks; `unread` counts a person's messages;
    `places` name the ports, those of `shared/web/cities` unless told otherwise.
    """
    app = BaseApp(f"services.{name}", static_folder=None, template_folder=template_folder)
    _configure(app)
    install_observation(app, name)
    install_limits(app)
    install_problems(app)
    install_headers(app, settings)
    install_language(app, [template_folder, SHARED], secure=settings.https)
    install_formats(app)
    install_forms(app)
    install_identity(app, settings)
    install_access(app)
    install_places(app, load_places() if places is None else places)
    install_ui(app, settings, unread)
    app.register_blueprint(health_routes(probes))
    app.register_blueprint(auth)
    return app


def _configure(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
