"""Is the process alive, are its stores there, what does it measure."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from shared.errors import NotFound, Unavailable
from shared.logs import logger
from shared.web.access import access, public
from shared.words import N_

Probe = Callable[[], object]
_FORWARDED = "X-Forwarded-For"
_log = logger(__name__)


def health_routes(probes: Mapping[str, Probe]) -> Blueprint:
    """Return /healthz, /readyz and /metrics; a probe raises Unavailable while its store is away."""
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    @access(public)
    def tell_alive() -> ResponseReturnValue:
        """Tell that the process answers; looks at nothing outside."""
        return jsonify(status="ok")

    @health.get("/readyz")
    @access(public)
    def tell_ready() -> ResponseReturnValue:
        """Tell whether every store answers."""
        found = {name: _answers(name, probe) for name, probe in probes.items()}
        ready = all(found.values())
        checks = {name: "ok" if answers else "away" for name, answers in found.items()}
        return jsonify(status="ok" if ready else "away", checks=checks), 200 if ready else 503

    @health.get("/metrics")
    @access(public)
    def tell_figures() -> ResponseReturnValue:
        """Return the figures of all workers, to who asks this process and not the public entrance.

        Every proxy names whom it asks for, so such a request came from outside.
        """
        if request.headers.get(_FORWARDED):
            raise NotFound(N_("没有找到"))
        return Response(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)

    return health


def _registry() -> CollectorRegistry:
    """Return all workers' figures where gunicorn prepared a folder, else those of this process."""
    together = CollectorRegistry()
    add_all_workers: Any = MultiProcessCollector
    try:
        add_all_workers(together)
    except ValueError:
        return REGISTRY
    return together


def _answers(name: str, probe: Probe) -> bool:
    try:
        probe()
    except Unavailable:
        _log.warning("not ready", store=name)
        return False
    return True
