"""The three applications as they start, connected to nothing yet."""

from base64 import b64encode

from services.complaints.app import create_app as complaints_app
from services.complaints.container import build_container as complaints
from services.complaints.settings import Settings as ComplaintsSettings
from services.credit.app import create_app as credit_app
from services.credit.container import build_container as credit
from services.credit.settings import Settings as CreditSettings
from services.notify.app import create_app as notify_app
from services.notify.container import build_container as notify
from services.notify.settings import Settings as NotifySettings
from shared.settings import load

# Nothing is connected before the first request, so nobody need be at these addresses.
ENVIRONMENT = {
    "MONGO_URL": "mongodb://127.0.0.1:9/?connectTimeoutMS=10",
    "KAFKA_BOOTSTRAP": "127.0.0.1:9",
    "ELASTICSEARCH_URL": "http://127.0.0.1:9",
    "SECRET_KEY": "s" * 40,
    "MASTER_KEY": b64encode(b"m" * 96).decode(),
    "BLIND_INDEX_KEY": b64encode(b"b" * 32).decode(),
    "RECEIPT_SALT": b64encode(b"r" * 32).decode(),
    "SMTP_URL": "smtp://127.0.0.1:9",
    "MAIL_FROM": "Fairport <no-reply@fairport.example>",
    "COMPLAINTS_URL": "http://127.0.0.1:9",
    "SERVICE_CLIENT_SECRET": "s",
}
SERVICES = {
    "complaints": lambda: complaints_app(complaints(load(ComplaintsSettings, ENVIRONMENT))),
    "credit": lambda: credit_app(credit(load(CreditSettings, ENVIRONMENT))),
    "notify": lambda: notify_app(notify(load(NotifySettings, ENVIRONMENT))),
}
