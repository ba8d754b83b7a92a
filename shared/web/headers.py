"""Headers of every answer: nothing from other hosts, nothing inline, no framing, no sniffing."""

from flask import Flask, Response, request

from shared.web.anonymous_paths import is_anonymous
from shared.web.identity import person_of_session
from shared.web.machine_paths import is_for_machines
from shared.web.web_settings import WebSettings, origin

YEAR_SECONDS = 365 * 24 * 3600
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)


def install_headers(app: Flask, settings: WebSettings) -> None:
    """Add the security headers, and forbid keeping what is personal."""
    fixed = {
        "Content-Security-Policy": content_policy(settings),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    if settings.https:
        fixed["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}; includeSubDomains"

    def add(response: Response) -> Response:
        unseen = is_anonymous(request.path)
        if unseen:
            response.headers["Referrer-Policy"] = "no-referrer"
        for name, value in fixed.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith("/ui/"):
            personal = unseen or is_for_machines(request.path) or person_of_session() is not None
            response.headers.setdefault("Cache-Control", "no-store" if personal else "no-cache")
            response.vary.update(["Cookie", "Accept-Language"])
        return response

    app.after_request(add)


def content_policy(settings: WebSettings) -> str:
    """Return the policy; signing in and out leads through a form to the issuer's host."""
    issuer = origin(settings.oidc_issuer)
    targets = "'self'" if issuer == origin(settings.public_url) else f"'self' {issuer}"
    return (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; "
        f"base-uri 'none'; form-action {targets}; frame-ancestors 'none'"
    )
