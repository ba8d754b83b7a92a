"""The gateway before two services that say what they were asked; notify is away."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest
from flask import Flask, jsonify, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.serving import make_server

from shared.local.gateway import GatewaySettings, create_gateway
from shared.local.ports import LocalPorts


@pytest.fixture(scope="module")
def ports() -> LocalPorts:
    return LocalPorts.unused()


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return tmp_path_factory.mktemp("run")


@pytest.fixture(scope="module")
def gateway(ports, root) -> Iterator[str]:
    """Give the address of the gateway."""
    url = f"http://127.0.0.1:{ports.gateway}"
    settings = GatewaySettings(
        secret_key="k" * 32,
        public_url=url,
        oidc_issuer=f"{url}/idp",
        oidc_client_id="fairport-web",
        port=ports.gateway,
        root=str(root),
    )
    with ExitStack() as stack:
        stack.enter_context(_served(_service("complaints"), ports.complaints))
        stack.enter_context(_served(_service("credit"), ports.credit))
        stack.enter_context(_served(create_gateway(settings, ports), ports.gateway))
        yield url


@pytest.fixture
def dying(ports) -> Iterator[None]:
    """Let notify take each request whole and then end without an answer."""
    with socket.create_server(("127.0.0.1", ports.notify)) as door:
        thread = threading.Thread(target=_take_and_hang_up, args=(door,))
        thread.start()
        yield
        door.shutdown(socket.SHUT_RDWR)
        thread.join()


def _take_and_hang_up(door: socket.socket) -> None:
    with suppress(OSError):
        while True:
            taken, _ = door.accept()
            with taken, taken.makefile("rb") as request:
                head = iter(request.readline, b"\r\n")
                sizes = [line for line in head if line.lower().startswith(b"content-length:")]
                request.read(sum(int(line.partition(b":")[2]) for line in sizes))


@contextmanager
def _served(app, port: int) -> Iterator[None]:
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _service(name: str) -> Flask:
    app = Flask(name, static_folder=None)
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]

    @app.route("/", defaults={"path": ""}, methods=["GET", "POST"])
    @app.route("/<path:path>", methods=["GET", "POST"])
    def tell(path: str):
        return jsonify(
            service=name,
            path=request.full_path.rstrip("?"),
            host=request.host,
            sender=request.remote_addr,
            size=len(request.get_data()),
            language=request.headers.get("Accept-Language"),
        )

    return app
