"""Errors as people and programs read them: a page in the frame, or application/problem+json."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, jsonify, render_template, request
from gunicorn.http.errors import ParseException
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from shared.errors import AppError, FieldError, NotNow, TooMany, Unavailable
from shared.web.formats import told
from shared.web.language import say
from shared.web.limits import TOO_LARGE, close_after
from shared.web.machine_paths import is_for_machines
from shared.web.observation import request_id
from shared.web.schema_messages import field_errors, located_errors
from shared.words import N_

TITLES: Mapping[int, str] = {
    400: N_("看不懂这个请求"),
    401: N_("请先登录"),
    403: N_("没有权限"),
    404: N_("找不到"),
    405: N_("这个地址不支持这种操作"),
    409: N_("别人先改过了"),
    410: N_("内容已无法读取"),
    412: N_("别人先改过了"),
    413: N_("内容过大"),
    415: N_("不支持这种格式"),
    422: N_("有内容需要修改"),
    428: N_("须写明看到的是哪一版"),
    429: N_("操作过于频繁"),
    500: N_("系统出错"),
    503: N_("系统暂时无法使用"),
}
CODES: Mapping[int, str] = {
    400: "malformed",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    410: "gone",
    412: "outdated",
    413: "too_large",
    415: "unsupported_format",
    422: "invalid",
    428: "version_missing",
    429: "too_many",
    500: "error",
    503: "unavailable",
}
DETAILS: Mapping[int, str] = {
    400: N_("请求的内容不完整，或者写法不对。"),
    401: N_("这一页要登录后才能看。"),
    403: N_("您没有查看这件案件的权限"),
    404: N_("找不到这个页面"),
    405: N_("这个地址不支持这种操作"),
    413: TOO_LARGE,
    415: N_("请用 JSON 提交，请求头写明 Content-Type: application/json"),
    422: N_("有内容需要修改"),
    429: N_("请稍等片刻再试。"),
    500: N_("出了一个我们没有料到的错误，已经记录。"),
    503: N_("系统暂时无法使用，请稍后再试。"),
}
NOT_NOW = N_("这一步现在不能做")
NO_ADDRESS = N_("没有这个地址")
NOT_JSON = N_("内容不是 JSON，或者层数过多")
RESENT_FIELDS = 300
PROBLEM_JSON = "application/problem+json"
# When to ask again while a store is away: most absences are a restart.
AWAY_SECONDS = 2


@dataclass(frozen=True, kw_only=True)
class Named:
    """How an error is called: for programs and for people."""

    code: str
    title: str


def install_problems(app: Flask) -> None:
    """Answer every error in the form its reader expects."""
    app.register_error_handler(AppError, answer_app_error)
    app.register_error_handler(ValidationError, answer_validation_error)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(ParseException, answer_broken_body)


def answer_app_error(error: AppError) -> Response:
    """Answer an error of the product."""
    response = answer(
        error.status,
        error.detail,
        params=error.params,
        errors=error.errors,
        code=error.code,
        title=NOT_NOW if isinstance(error, NotNow) else "",
    )
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.seconds)
    if isinstance(error, Unavailable):
        response.headers["Retry-After"] = str(AWAY_SECONDS)
    return response


def answer_validation_error(error: ValidationError) -> Response:
    """Answer a body its schema does not take."""
    return answer(422, DETAILS[422], errors=field_errors(error.messages))


def answer_broken_body(_error: ParseException) -> Response:
    """Answer a body in chunks that are none; nothing more can be read from there."""
    response = answer(400, DETAILS[400])
    response.headers["Connection"] = "close"
    return response


def answer_http_error(error: HTTPException) -> Response:
    """Answer an error of the framework, schema errors of webargs among them."""
    if error.response is not None:
        return current_app.make_response(error.response)
    status = error.code or 500
    data: Mapping[str, Any] = getattr(error, "data", None) or {}
    errors = located_errors(data["messages"]) if "messages" in data else ()
    response = answer(status, _detail(status), errors=errors)
    response.headers.update(
        {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    )
    return response


def answer(
    status: int,
    detail: str,
    *,
    params: Mapping[str, Any] | None = None,
    errors: tuple[FieldError, ...] = (),
    code: str | None = None,
    title: str = "",
) -> Response:
    """Return the error as problem+json for the JSON side, else as a page.

    Where the status alone says too little, `code` and `title` say it.
    """
    named = Named(
        code=code or CODES.get(status, "error"),
        title=say(title or TITLES.get(status, TITLES[500])),
    )
    if is_for_machines(request.path):
        response = _problem(status, named, say(detail, params), errors)
    else:
        response = _page(status, named, told(detail, params), errors)
    response.status_code = status
    return close_after(response) if status == 413 else response


def _detail(status: int) -> str:
    if status == 400 and request.is_json:
        return NOT_JSON
    if status == 404 and is_for_machines(request.path):
        return NO_ADDRESS
    return DETAILS.get(status, TITLES.get(status, DETAILS[500]))


def _problem(status: int, named: Named, detail: str, errors: tuple[FieldError, ...]) -> Response:
    response = jsonify(
        type="about:blank",
        title=named.title,
        status=status,
        code=named.code,
        detail=detail,
        errors=[{"path": e.path, "message": say(e.message, e.params)} for e in errors],
        request_id=request_id(),
    )
    response.content_type = PROBLEM_JSON
    return response


def _page(status: int, named: Named, detail: str, errors: tuple[FieldError, ...]) -> Response:
    again = request.method == "POST" and status == 503 and len(request.form) <= RESENT_FIELDS
    content = render_template(
        "ui/error.html",
        code=named.code,
        detail=detail,
        errors=[told(e.message, e.params) for e in errors],
        request_id=request_id(),
        resend=list(request.form.items(multi=True)) if again else [],
        resend_files=bool(request.files) if again else False,
        status=status,
        title=named.title,
    )
    return current_app.make_response(content)
