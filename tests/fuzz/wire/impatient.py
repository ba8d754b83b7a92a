"""The small application of the frame's tests, behind a worker that soon loses its patience."""

from flask import Flask

from shared.web.patient_worker import PatientWorker
from tests.http.frame.conftest import make_app

SECONDS = 2.0


def app() -> Flask:
    """Return the application; gunicorn calls this in each worker."""
    PatientWorker.headers_within = PatientWorker.body_within = SECONDS
    return make_app()
