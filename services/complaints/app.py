"""The web application of the complaints service."""

from functools import partial
from pathlib import Path

from flask import Flask, request

from services.complaints.adapters.rule_folders import own_bill_words, own_fee_names
from services.complaints.adapters.unverified_rules import unverified_rules
from services.complaints.container import Container, build_container
from services.complaints.domain.cases.case_rules import PRICE_REPORT
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.routes import EXTENSION
from services.complaints.routes.cases.answer_pages import answer_pages
from services.complaints.routes.cases.attachments_api import attachments_api
from services.complaints.routes.cases.case_actions_api import case_actions_api
from services.complaints.routes.cases.cases_api import cases_api
from services.complaints.routes.cases.complaints_api import complaints_api
from services.complaints.routes.cases.filing_pages import filing_pages
from services.complaints.routes.cases.follow_pages import follow_pages
from services.complaints.routes.cases.mail_pages import mail_pages
from services.complaints.routes.cases.mailbox_steps import mailbox_steps
from services.complaints.routes.cases.mine_pages import mine_pages
from services.complaints.routes.cases.own_name_pages import own_name_pages
from services.complaints.routes.cases.own_report_pages import own_report_pages
from services.complaints.routes.cases.party_pages import party_pages
from services.complaints.routes.cases.recipients_api import recipients_api
from services.complaints.routes.cases.register_pages import register_pages
from services.complaints.routes.cases.report_pages import report_pages
from services.complaints.routes.cases.ticket_pages import ticket_pages
from services.complaints.routes.cases.work.absence_pages import absence_pages
from services.complaints.routes.cases.work.action_pages import action_pages
from services.complaints.routes.cases.work.answer_letter_page import answer_letter_page
from services.complaints.routes.cases.work.assign_pages import assign_pages
from services.complaints.routes.cases.work.case_pages import case_pages
from services.complaints.routes.cases.work.criticism_pages import criticism_pages
from services.complaints.routes.cases.work.deadline_files import deadline_files
from services.complaints.routes.cases.work.department_pages import department_pages
from services.complaints.routes.cases.work.mailbox_pages import mailbox_pages
from services.complaints.routes.cases.work.refund_pages import refund_pages
from services.complaints.routes.cases.work.work_pages import work_pages
from services.complaints.routes.cases.work_api import work_api
from services.complaints.routes.catalogue import CatalogueRules
from services.complaints.routes.catalogue.bill_api import bill_api
from services.complaints.routes.catalogue.bill_pages import bill_pages
from services.complaints.routes.catalogue.catalogue_api import catalogue_api
from services.complaints.routes.catalogue.catalogue_in_use import CatalogueInUse
from services.complaints.routes.catalogue.catalogue_pages import catalogue_pages
from services.complaints.routes.catalogue.check_pages import check_pages
from services.complaints.routes.catalogue.coverage_pages import coverage_pages
from services.complaints.routes.catalogue.import_pages import import_pages
from services.complaints.routes.catalogue.list_api import list_api
from services.complaints.routes.catalogue.list_import_api import list_import_api
from services.complaints.routes.catalogue.list_pages import list_pages
from services.complaints.routes.catalogue.name_pages import name_pages
from services.complaints.routes.clocks.calendar_pages import calendar_pages
from services.complaints.routes.clocks.clock_pages import clock_pages
from services.complaints.routes.clocks.deadlines_api import deadlines_api
from services.complaints.routes.commitments import CommitmentRules
from services.complaints.routes.commitments.check_pages import commitment_check_pages
from services.complaints.routes.commitments.clearance_pages import clearance_pages
from services.complaints.routes.commitments.clearance_upload import clearance_upload
from services.complaints.routes.commitments.commitments_api import commitments_api
from services.complaints.routes.commitments.cost_pages import cost_pages
from services.complaints.routes.commitments.measure_pages import measure_pages
from services.complaints.routes.commitments.port_pages import port_pages
from services.complaints.routes.commitments.survey_pages import survey_pages
from services.complaints.routes.english import english
from services.complaints.routes.home import HomeRules, home_pages
from services.complaints.routes.imports.file_import_pages import file_import_pages
from services.complaints.routes.rules.track_pages import track_pages
from services.complaints.routes.rules.unverified_api import unverified_api
from services.complaints.routes.rules.unverified_pages import unverified_pages
from services.complaints.routes.search.search_api import search_api
from services.complaints.routes.search.search_pages import search_pages
from services.complaints.settings import settings_from_environment
from shared.logs import configure
from shared.web.app import create_base_app
from shared.web.openapi import create_api

_WITHOUT_RULES = frozenset({"ui", "health", "auth", "api-docs"})
TEMPLATES = Path(__file__).parent / "templates"


def create_app(c: Container) -> Flask:
    """Return the application over a container."""
    app = create_base_app(
        "complaints",
        settings=c.settings,
        probes={"documents": c.cases.cases.ping},
        template_folder=TEMPLATES,
        places=c.places,
    )
    app.extensions[EXTENSION] = c
    rules = _catalogue_rules(c)
    home = HomeRules(limits=c.rules.limits, calendar=c.rules.calendar, catalogue=c.rules.catalogue)
    in_use = CatalogueInUse(app, c, rules, home)
    app.before_request(partial(_follow_rules, c, in_use))
    app.register_blueprint(home_pages(home, now=c.now))
    _add_pages(app, c, rules)
    _add_api(app, c, rules)
    return app


def _follow_rules(c: Container, in_use: CatalogueInUse) -> None:
    """Let the request see calendars and lists that another process has loaded or published."""
    if request.blueprint not in _WITHOUT_RULES:
        c.calendars.refresh()
        in_use.follow()


def _add_pages(app: Flask, c: Container, rules: CatalogueRules) -> None:
    app.register_blueprint(check_pages(rules, now=c.now, turns=c.turns.addresses))
    app.register_blueprint(bill_pages(rules, own_bill_words(), now=c.now))
    app.register_blueprint(catalogue_pages(rules, now=c.now))
    app.register_blueprint(clock_pages(c.clocks, now=c.now))
    app.register_blueprint(unverified_pages(unverified_rules()))
    app.register_blueprint(track_pages(c.rules.tracks, c.rules.limits, now=c.now))
    app.register_blueprint(commitment_check_pages(_commitment_rules(c), now=c.now))
    app.register_blueprint(register_pages)
    app.register_blueprint(ticket_pages)
    app.register_blueprint(mail_pages)
    for pages in (filing_pages, report_pages, follow_pages, mine_pages, search_pages):
        app.register_blueprint(pages)
    for pages in (
        work_pages,
        criticism_pages,
        refund_pages,
        assign_pages,
        absence_pages,
        department_pages,
        case_pages,
        mailbox_pages,
        action_pages,
        calendar_pages,
        deadline_files,
        party_pages,
        mailbox_steps,
        own_name_pages,
        own_report_pages,
        answer_pages,
        answer_letter_page,
    ):
        app.register_blueprint(pages)
    for pages in (list_pages, import_pages, coverage_pages, name_pages):
        app.register_blueprint(pages)
    for pages in (measure_pages, clearance_pages, clearance_upload, cost_pages, port_pages):
        app.register_blueprint(pages)
    app.register_blueprint(survey_pages)
    app.register_blueprint(file_import_pages)


def _add_api(app: Flask, c: Container, rules: CatalogueRules) -> None:
    api = create_api(app, title="Fairport complaints", prefix="/api/complaints")
    for routes in (
        complaints_api,
        cases_api,
        attachments_api,
        recipients_api,
        search_api,
        list_api,
        list_import_api,
        work_api,
    ):
        api.register_blueprint(routes)
    api.register_blueprint(case_actions_api(c.rules.tracks))
    api.register_blueprint(catalogue_api(rules, now=c.now, turns=c.turns.addresses))
    api.register_blueprint(bill_api(own_bill_words()))
    api.register_blueprint(deadlines_api(c.clocks))
    api.register_blueprint(unverified_api(unverified_rules()))
    api.register_blueprint(commitments_api(_commitment_rules(c), now=c.now))


def _catalogue_rules(c: Container) -> CatalogueRules:
    violations = c.rules.tracks[PRICE_REPORT].violations
    return CatalogueRules(
        catalogue=c.rules.catalogue,
        violations=violations,
        english=english,
        fees=FeeMatcher(names=own_fee_names()),
    )


def _commitment_rules(c: Container) -> CommitmentRules:
    return CommitmentRules(commitments=c.commitments, calendar=c.rules.calendar)


def app_from_environment() -> Flask:
    """Return the application that the environment describes; gunicorn calls this."""
    configure("complaints")
    return create_app(build_container(settings_from_environment()))
