"""The settings by which every process is watched."""

from dataclasses import dataclass
from typing import Self

from shared.setting_kinds import PlaceOrNone, WebAddressOrNone, is_place
from shared.settings import SettingWrong


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where to listen."""

    host: str
    port: int

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the address of a text like "0.0.0.0:9100".

        Raises:
            SettingWrong: it is none.
        """
        host, _, port = text.rpartition(":")
        if not is_place(text):
            raise SettingWrong(f"METRICS_BIND: is {text!r}, expected host:port or nothing")
        return cls(host=host, port=int(port))


@dataclass(frozen=True, kw_only=True)
class WatchSettings:
    """What is told to those who watch, and where.

    Args:
        metrics_bind: host:port of the listener of consume, relay, clock and work; "" for none.
        otel_exporter_otlp_endpoint: base address of an OTLP/HTTP collector; "" for no traces.
        release: what the process was built from.
    """

    metrics_bind: PlaceOrNone = ""
    otel_exporter_otlp_endpoint: WebAddressOrNone = ""
    release: str = "dev"
