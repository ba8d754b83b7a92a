"""A small app with the frame of every service and routes that fail in every way."""

from pathlib import Path

import marshmallow as ma
import pytest
from flask import Flask, render_template, request

from shared.errors import (
    Conflict,
    FieldError,
    Forbidden,
    Invalid,
    NotFound,
    NotNow,
    TooMany,
    Unavailable,
)
from shared.web.access import access, public
from shared.web.app import create_base_app
from shared.web.forms import FormErrors, posted_key
from shared.web.openapi import ApiBlueprint, create_api
from shared.web.web_settings import WebSettings

TEMPLATES = Path(__file__).parent / "templates"
SETTINGS = WebSettings(secret_key="k" * 32)
FAILURES = {
    "conflict": Conflict("别人刚改过这一项，请刷新后再试"),
    "not_now": NotNow("案件现在的状态不能办这一步"),
    "forbidden": Forbidden("您没有查看这件案件的权限"),
    "invalid": Invalid("有内容需要修改", errors=[FieldError("lines.0.amount", "请填写这一项")]),
    "missing": NotFound("没有找到"),
    "often": TooMany("操作过于频繁", seconds=90),
    "away": Unavailable("系统暂时无法使用，请稍后再试"),
}


class LineSchema(ma.Schema):
    item = ma.fields.String(required=True, validate=ma.validate.Length(max=10))
    amount = ma.fields.Decimal(required=True, validate=ma.validate.Range(min=0))


class BillSchema(ma.Schema):
    lines = ma.fields.List(ma.fields.Nested(LineSchema), required=True)


def make_app(settings: WebSettings = SETTINGS, **probes) -> Flask:
    app = create_base_app("tiny", settings=settings, probes=probes, template_folder=TEMPLATES)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    api = create_api(app, title="Tiny", prefix="/api/tiny")
    api.register_blueprint(_json_routes())
    _add_pages(app)
    return app


def _json_routes() -> ApiBlueprint:
    bills = ApiBlueprint("bills", __name__, url_prefix="/api/tiny")

    @bills.post("/bills")
    @access(public)
    @bills.arguments(BillSchema)
    @bills.response(201, BillSchema)
    def add_bill(bill):
        return bill

    @bills.get("/fail/<how>")
    @access(public)
    def fail(how):
        raise FAILURES.get(how) or RuntimeError("secret detail")

    return bills


def _add_pages(app: Flask) -> None:
    @app.route("/form/<secret>", methods=["GET", "POST"])
    @access(public)
    def show_form(secret):
        errors = FormErrors()
        if request.method == "POST":
            posted_key()
            errors = FormErrors([FieldError("lines.0.amount", "请填写这一项")])
        page = render_template("form.html", errors=errors, values=request.form)
        return page, 422 if errors else 200

    @app.route("/fail/<how>", methods=["GET", "POST"])
    @access(public)
    def fail(how):
        raise FAILURES.get(how) or RuntimeError("secret detail")


@pytest.fixture(scope="session")
def app() -> Flask:
    return make_app()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def post_form(client):
    """Post a page's form with the token of its page."""

    def post(path, fields=None):
        html = client.get("/form/x").text
        token = html.split('name="csrf_token" value="')[1].split('"')[0]
        return client.post(path, data={"csrf_token": token, **(fields or {})})

    return post
