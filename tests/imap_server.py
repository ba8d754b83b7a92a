"""A small IMAP4rev1 server over TLS for tests: one mailbox, the commands our reader needs."""

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "tousu@port.example", "s3cret word"
HOST = "127.0.0.1"
_FETCH = re.compile(r"FETCH (\d+) \((.*)\)")
_STORE = re.compile(r"STORE (\d+) \+FLAGS\.SILENT \((.*)\)")


@dataclass
class StoredMessage:
    """A message in the mailbox; `size` is what the server says, where it is not the truth."""

    raw: bytes
    arrived: datetime
    seen: bool = False
    size: int | None = None


@dataclass
class MailServer:
    """The mailbox, and what goes wrong with it on purpose.

    Args:
        refuse_marks: how many more times the line breaks when a message is to be marked.
    """

    messages: list[StoredMessage] = field(default_factory=list)
    refuse_marks: int = 0
    port: int = 0
    asked: list[str] = field(default_factory=list)
    tls: ssl.SSLContext | None = None

    def put(self, raw: bytes, *, arrived: datetime, size: int | None = None) -> StoredMessage:
        """Deliver a message."""
        message = StoredMessage(raw=raw, arrived=arrived, size=size)
        self.messages.append(message)
        return message

    @property
    def url(self) -> str:
        """What IMAP_URL is for it."""
        user = USER.replace("@", "%40")
        return f"imaps://{user}:{PASSWORD.replace(' ', '%20')}@{HOST}:{self.port}/INBOX"


@contextmanager
def mail_server(folder: Path) -> Iterator[MailServer]:
    """Run a server with a certificate of its own; `tls` trusts it."""
    box = MailServer()
    certificate = _certificate(folder)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    box.tls = ssl.create_default_context(cafile=str(certificate))

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            _Session(self, box).run()

    class Server(ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def get_request(self):
            connection, address = super().get_request()
            return serving.wrap_socket(connection, server_side=True), address

        def handle_error(self, request, client_address):
            """Say nothing of lines that break, as those of clients that trust us not do."""

    with Server((HOST, 0), Handler) as server:
        box.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join(timeout=5)


class _Session:
    """One client; a command without LOGIN is refused."""

    def __init__(self, lines: StreamRequestHandler, box: MailServer) -> None:
        self._lines, self._box, self._let_in = lines, box, False

    def run(self) -> None:
        self._say(b"* OK ready")
        while line := self._lines.rfile.readline():
            tag, _, command = line.decode().rstrip("\r\n").partition(" ")
            self._box.asked.append(command.partition(" ")[0])
            if not self._answer(tag, command):
                return

    def _answer(self, tag: str, command: str) -> bool:
        word, _, rest = command.partition(" ")
        if word == "CAPABILITY":
            self._say(b"* CAPABILITY IMAP4rev1")
        elif word == "LOGIN":
            self._let_in = rest == f'{USER} "{PASSWORD}"'
            if not self._let_in:
                return self._say(f"{tag} NO wrong".encode())
        elif word == "LOGOUT":
            self._say(b"* BYE")
            self._say(f"{tag} OK".encode())
            return False
        elif not self._let_in:
            return self._say(f"{tag} BAD first log in".encode())
        elif word == "SELECT":
            self._say(f"* {len(self._box.messages)} EXISTS".encode())
        elif word == "UID" and not self._uid(rest):
            return False
        return self._say(f"{tag} OK done".encode())

    def _uid(self, rest: str) -> bool:
        if rest == "SEARCH UNSEEN":
            unseen = [str(n) for n, m in enumerate(self._box.messages, 1) if not m.seen]
            self._say(f"* SEARCH {' '.join(unseen)}".rstrip().encode())
        elif found := _FETCH.fullmatch(rest):
            self._fetch(int(found[1]), found[2])
        elif found := _STORE.fullmatch(rest):
            if self._box.refuse_marks:
                self._box.refuse_marks -= 1
                return False
            self._box.messages[int(found[1]) - 1].seen = "\\Seen" in found[2]
        return True

    def _fetch(self, uid: int, wanted: str) -> None:
        message = self._box.messages[uid - 1]
        if "RFC822.SIZE" in wanted:
            size = message.size or len(message.raw)
            at = message.arrived.astimezone(UTC).strftime("%d-%b-%Y %H:%M:%S +0000")
            self._say(f'* {uid} FETCH (UID {uid} RFC822.SIZE {size} INTERNALDATE "{at}")'.encode())
            return
        headers = message.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        part = headers if "HEADER" in wanted else message.raw
        name = wanted.replace(".PEEK", "")
        self._say(f"* {uid} FETCH (UID {uid} {name} {{{len(part)}}}\r\n".encode() + part + b")")

    def _say(self, line: bytes) -> bool:
        self._lines.wfile.write(line + b"\r\n")
        return True


def _certificate(folder: Path) -> Path:
    """Write a key with a certificate for this machine, good for a day; return the file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of tests")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "mail-server.pem"
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path
