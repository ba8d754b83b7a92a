import pytest
from flask import Flask

from services.notify.app import create_app
from tests.contracts.notify.conftest import deployment, mail, mail_controller
from tests.sign_in import trust_test_issuer

__all__ = ["app", "deployment", "mail", "mail_controller"]


@pytest.fixture
def app(deployment) -> Flask:
    app = create_app(deployment.container)
    app.testing = True
    return trust_test_issuer(app)
