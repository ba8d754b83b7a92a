"""An app with the routes of the promises alone: no engine."""

from flask import Flask

from services.complaints.routes.commitments import CommitmentRules
from services.complaints.routes.commitments.check_pages import commitment_check_pages
from services.complaints.routes.commitments.commitments_api import commitments_api
from shared.web.app import create_base_app
from shared.web.openapi import create_api
from shared.web.web_settings import WebSettings
from tests.http.complaints.catalogue_app import TEMPLATES, now
from tests.unit.complaints.commitments.asking import calendar, commitments


def commitments_app() -> Flask:
    settings = WebSettings(secret_key="k" * 32, sample_data=True)
    app = create_base_app("complaints", settings=settings, probes={}, template_folder=TEMPLATES)
    rules = CommitmentRules(commitments=commitments(), calendar=calendar())
    app.register_blueprint(commitment_check_pages(rules, now=now))
    api = create_api(app, title="Fairport complaints", prefix="/api/complaints")
    api.register_blueprint(commitments_api(rules, now=now))
    app.testing = True
    return app
