"""The web application of the credit service."""

from pathlib import Path

from flask import Flask

from services.credit.container import Container, build_container
from services.credit.routes import EXTENSION
from services.credit.routes.feed_api import feed_api
from services.credit.routes.gate_api import gate_api
from services.credit.routes.gate_pages import gate_pages
from services.credit.routes.ledger_pages import ledger_pages
from services.credit.routes.record_pages import record_pages
from services.credit.routes.score_api import score_api
from services.credit.routes.subject_pages import subject_pages
from services.credit.settings import settings_from_environment
from shared.logs import configure
from shared.web.app import create_base_app
from shared.web.openapi import create_api

TEMPLATES = Path(__file__).parent / "templates"


def create_app(c: Container) -> Flask:
    """Return the application over a container."""
    app = create_base_app(
        "credit",
        settings=c.settings,
        probes={"documents": c.ping},
        template_folder=TEMPLATES,
    )
    app.extensions[EXTENSION] = c
    for pages in (record_pages, subject_pages, ledger_pages, gate_pages):
        app.register_blueprint(pages)
    api = create_api(app, title="Fairport credit", prefix="/api/enterprises")
    for routes in (score_api, gate_api, feed_api):
        api.register_blueprint(routes)
    return app


def app_from_environment() -> Flask:
    """Return the application that the environment describes; gunicorn calls this."""
    configure("credit")
    return create_app(build_container(settings_from_environment()))
