"""Answers of pages: a page with the status of what is wrong in it, and the way to the next page."""

from typing import cast

from flask import Response, make_response, redirect

from shared.errors import AppError, TooMany


def page_answer(page: str, error: AppError | None = None) -> Response:
    """Return a page; with an error, its status and how long to wait."""
    response = make_response(page)
    if error:
        response.status_code = error.status
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def see_other(address: str) -> Response:
    """Return the way to another page, which is then read and not sent to again."""
    return cast(Response, redirect(address, code=303))
