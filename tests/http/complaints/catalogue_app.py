"""An app with the catalogue's routes alone: official and sample lists, no engine."""

from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from services.complaints.adapters.address_turns import AddressTurns
from services.complaints.adapters.rule_files_bill_words import load_bill_words
from services.complaints.adapters.rule_files_cases import load_tracks
from services.complaints.adapters.rule_files_catalogue import load_catalogue
from services.complaints.adapters.rule_files_clocks import load_limits
from services.complaints.adapters.unverified_rules import unverified_rules
from services.complaints.routes.catalogue import CatalogueRules
from services.complaints.routes.catalogue.bill_pages import bill_pages
from services.complaints.routes.catalogue.catalogue_api import catalogue_api
from services.complaints.routes.catalogue.catalogue_pages import catalogue_pages
from services.complaints.routes.catalogue.check_pages import check_pages
from services.complaints.routes.english import english
from services.complaints.routes.rules.track_pages import track_pages
from services.complaints.routes.rules.unverified_api import unverified_api
from services.complaints.routes.rules.unverified_pages import unverified_pages
from shared.web.app import create_base_app
from shared.web.openapi import create_api
from shared.web.web_settings import WebSettings

TEMPLATES = Path(__file__).parents[3] / "services" / "complaints" / "templates"


def now() -> datetime:
    return datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def catalogue_app() -> Flask:
    settings = WebSettings(secret_key="k" * 32, sample_data=True)
    app = create_base_app("complaints", settings=settings, probes={}, template_folder=TEMPLATES)
    rules = CatalogueRules(
        catalogue=load_catalogue(sample=True),
        violations=load_tracks()["price_report"].violations,
        english=english,
    )
    turns = AddressTurns()
    app.register_blueprint(check_pages(rules, now=now, turns=turns))
    app.register_blueprint(bill_pages(rules, load_bill_words(), now=now))
    app.register_blueprint(catalogue_pages(rules, now=now))
    app.register_blueprint(unverified_pages(unverified_rules()))
    app.register_blueprint(track_pages(load_tracks(), load_limits(), now=now))
    api = create_api(app, title="Fairport complaints", prefix="/api/complaints")
    api.register_blueprint(catalogue_api(rules, now=now, turns=turns))
    api.register_blueprint(unverified_api(unverified_rules()))
    app.testing = True
    return app
