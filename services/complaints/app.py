"""The web application of the complaints service."""

import os
from pathlib import Path

from flask import Flask

from services.complaints.container import Container, build_container
from services.complaints.routes import EXTENSION
from services.complaints.routes.cases.attachments_api import attachments_api
from services.complaints.routes.cases.cases_api import cases_api
from services.complaints.routes.cases.complaints_api import complaints_api
from services.complaints.routes.cases.recipients_api import recipients_api
from services.complaints.routes.home import HomeRules, home_pages
from services.complaints.settings import Settings
from shared.logs import configure
from shared.settings import load
from shared.web.app import create_base_app
from shared.web.openapi import create_api

TEMPLATES = Path(__file__).parent / "templates"


def create_app(c: Container) -> Flask:
    """Return the application over a container."""
    app = create_base_app(
        "complaints",
        settings=c.settings,
        probes={"documents": c.cases.cases.ping},
        template_folder=TEMPLATES,
    )
    app.extensions[EXTENSION] = c
    _add_pages(app, c)
    _add_api(app)
    return app


def _add_pages(app: Flask, c: Container) -> None:
    rules = HomeRules(limits=c.rules.limits, calendar=c.rules.calendar, catalogue=c.rules.catalogue)
    app.register_blueprint(home_pages(rules, now=c.now))


def _add_api(app: Flask) -> None:
    api = create_api(app, title="Fairport complaints", prefix="/api/complaints")
    for routes in (complaints_api, cases_api, attachments_api, recipients_api):
        api.register_blueprint(routes)


def settings_from_environment() -> Settings:
    """Return the settings that the environment holds.

    Raises:
        SettingMissing: names what is not there.
    """
    return load(Settings, os.environ)


def app_from_environment() -> Flask:
    """Return the application that the environment describes; gunicorn calls this."""
    configure("complaints")
    return create_app(build_container(settings_from_environment()))
