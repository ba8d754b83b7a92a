"""The settings of the web server of a service."""

from dataclasses import dataclass

from shared.setting_kinds import Count, Places, Proxies


@dataclass(frozen=True, kw_only=True)
class ServerSettings:
    """Where to listen (addresses with commas between) and with how many hands."""

    bind: Places = "127.0.0.1:8000"
    web_workers: Count = 2
    web_threads: Count = 4
    forwarded_allow_ips: Proxies = "127.0.0.1"
