"""What the credit service reads from the environment."""

from dataclasses import dataclass

from shared.web.web_settings import WebSettings


@dataclass(frozen=True, kw_only=True)
class Settings(WebSettings):
    """Addresses of the document store and the broker."""

    mongo_url: str
    mongo_database: str = "credit"
    kafka_bootstrap: str
    replication_factor: int = 1
