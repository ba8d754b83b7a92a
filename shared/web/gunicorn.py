"""How gunicorn serves every service; the file is read by gunicorn itself.

Each worker builds its own application: a connection to a store must not cross a fork.
"""

import gc
import logging
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from shared import traces
from shared.logs import configure
from shared.settings import load
from shared.watching.watch_settings import WatchSettings
from shared.web.server_settings import ServerSettings

FIGURES = "PROMETHEUS_MULTIPROC_DIR"


def _memory_folder() -> str | None:
    """Return a folder in memory if there is one: a slow disk must not look like a dead worker."""
    shared_memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made below it
    return str(shared_memory) if shared_memory.is_dir() else None


_settings = load(ServerSettings, os.environ)

bind = _settings.bind.split(",")
workers = _settings.web_workers
threads = _settings.web_threads
worker_class = "shared.web.patient_worker.PatientWorker"
worker_tmp_dir = _memory_folder()
preload_app = False
forwarded_allow_ips = _settings.forwarded_allow_ips

# A worker that hangs is replaced; one that is told to stop finishes what it has begun.
timeout = 60
graceful_timeout = 20
keepalive = 15
backlog = 512
max_requests = 20_000
max_requests_jitter = 2_000

# A bomb of headers is refused before any of our code sees it.
limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190

accesslog = None  # the application writes one line a request, without addresses and queries
errorlog = "-"
loglevel = "warning"
proc_name = "fairport"


class _Unaddressed(logging.Filter):
    """Takes addresses, lines and queries of requests out of what the server itself complains of."""

    def filter(self, record: logging.LogRecord) -> bool:
        if str(record.msg).startswith("Invalid request"):
            record.msg, record.args = "invalid request", ()
        elif str(record.msg).startswith("Error handling request"):
            record.msg, record.args = "error handling request", ()
        return True


def on_starting(_server: Any) -> None:
    """Prepare the folder through which the workers add up their figures."""
    os.environ[FIGURES] = tempfile.mkdtemp(prefix="fairport-figures-", dir=worker_tmp_dir)


def post_worker_init(worker: Any) -> None:
    """Write the log of a worker as JSON lines that name its service; let it be watched.

    What the application has built lives as long as the worker: the collector need not walk
    through all rules again and again, which costs a filing one twentieth of its time.
    """
    from shared.watching.build import note_build  # noqa: PLC0415 - it reads FIGURES when imported

    service = str(worker.wsgi.import_name).rpartition(".")[2]
    configure(service)
    watch = load(WatchSettings, os.environ)
    note_build(service=service, process="serve", release=watch.release)
    endpoint = watch.otel_exporter_otlp_endpoint
    logging.getLogger("gunicorn.error").addFilter(_Unaddressed())
    traces.start(endpoint, service=service, process="serve", release=watch.release)
    gc.collect()
    gc.freeze()


def worker_exit(_server: Any, _worker: Any) -> None:
    """Send the traces a worker still holds."""
    traces.stop()


def child_exit(_server: Any, worker: Any) -> None:
    """Drop the gauges of a worker that is gone; its counters stay."""
    from prometheus_client import multiprocess  # noqa: PLC0415 - it reads FIGURES when imported

    forget: Any = multiprocess.mark_process_dead
    forget(worker.pid)


def on_exit(_server: Any) -> None:
    """Remove the folder of the figures."""
    shutil.rmtree(os.environ.get(FIGURES, ""), ignore_errors=True)
