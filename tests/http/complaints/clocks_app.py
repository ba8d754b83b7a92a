"""An app with the routes of time limits and help alone: no engine."""

from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from services.complaints.adapters.rule_files_catalogue import load_catalogue
from services.complaints.adapters.rule_files_clocks import (
    load_calendar,
    load_hours,
    load_limits,
    load_rungs,
)
from services.complaints.domain.clocks.clock_rules import ClockRules
from services.complaints.routes.clocks.clock_pages import clock_pages
from services.complaints.routes.clocks.deadlines_api import deadlines_api
from services.complaints.routes.home import HomeRules, home_pages
from shared.web.app import create_base_app
from shared.web.openapi import create_api
from shared.web.web_settings import WebSettings

TEMPLATES = Path(__file__).parents[3] / "services" / "complaints" / "templates"


def now() -> datetime:
    return datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def clocks_app() -> Flask:
    settings = WebSettings(secret_key="k" * 32, sample_data=True)
    app = create_base_app("complaints", settings=settings, probes={}, template_folder=TEMPLATES)
    rules = ClockRules(
        limits=load_limits(), calendar=load_calendar(), hours=load_hours(), rungs=load_rungs()
    )
    home = HomeRules(
        limits=rules.limits, calendar=rules.calendar, catalogue=load_catalogue(sample=True)
    )
    app.register_blueprint(home_pages(home, now=now))
    app.register_blueprint(clock_pages(rules, now=now))
    create_api(app, title="Fairport complaints", prefix="/api/complaints").register_blueprint(
        deadlines_api(rules)
    )
    app.testing = True
    return app
