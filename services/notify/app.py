"""The web application of the notify service."""

from functools import partial
from pathlib import Path

from flask import Flask

from services.notify.container import Container, build_container
from services.notify.routes import EXTENSION, unread_of
from services.notify.routes.api import messages_api
from services.notify.routes.dispatch_api import dispatch_api
from services.notify.routes.dispatch_pages import dispatch_pages
from services.notify.routes.inbox_pages import inbox_pages
from services.notify.settings import settings_from_environment
from shared.logs import configure
from shared.web.app import create_base_app
from shared.web.openapi import create_api

TEMPLATES = Path(__file__).parent / "templates"


def create_app(c: Container) -> Flask:
    """Return the application over a container."""
    app = create_base_app(
        "notify",
        settings=c.settings,
        probes={"documents": c.ping},
        template_folder=TEMPLATES,
        unread=partial(unread_of, c),
    )
    app.extensions[EXTENSION] = c
    app.register_blueprint(inbox_pages)
    app.register_blueprint(dispatch_pages)
    api = create_api(app, title="Fairport messages", prefix="/api/messages")
    api.register_blueprint(dispatch_api)
    api.register_blueprint(messages_api)
    return app


def app_from_environment() -> Flask:
    """Return the application that the environment describes; gunicorn calls this."""
    configure("notify")
    return create_app(build_container(settings_from_environment()))
