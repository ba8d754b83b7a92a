"""The settings of the web server of a service."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ServerSettings:
    """Where to listen (addresses with commas between) and with how many hands."""

    bind: str = "127.0.0.1:8000"
    web_workers: int = 2
    web_threads: int = 4
    forwarded_allow_ips: str = "127.0.0.1"
