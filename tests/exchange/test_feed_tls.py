"""Over HTTPS a token goes only to an office whose certificate is trusted."""

import json
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from clearance.exchange.feeds.feed_wire import read_address
from clearance.rules.basics.faults import Refused

PAGE = json.dumps({"office": {"uid": "north"}, "head": {"seq": 0, "hash": "f"}, "rows": []})
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Office(BaseHTTPRequestHandler):
    """Answers with an empty page and remembers what it was told."""

    heard: list[str]

    def do_GET(self) -> None:
        """One question."""
        self.heard.append(self.headers["Authorization"])
        self.send_response(200)
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, *_: Any) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for this machine that nobody signed but itself, with its key."""
    openssl, path = shutil.which("openssl"), tmp_path / "office.pem"
    assert openssl, "openssl is missing: apt-get install openssl"
    subprocess.run(
        [
            openssl,
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-keyout",
            path,
            "-out",
            tmp_path / "cert",
            "-subj",
            "/CN=office",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
        ],
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + (tmp_path / "cert").read_bytes())
    return path


@pytest.fixture
def office(certificate: Path) -> Iterator[str]:
    """The address of an office behind TLS."""
    Office.heard = []
    with HTTPServer(("127.0.0.1", 0), Office) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_certificate_nobody_vouches_for_is_told_no_token(office: str) -> None:
    with pytest.raises(Refused, match="TLS: CERTIFICATE_VERIFY_FAILED"):
        read_address(office, "secret").ask(0)
    assert Office.heard == []


def test_a_certificate_of_ones_own_authority_is_trusted(
    office: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_name("cert")))
    assert read_address(office, "secret").ask(0).office_uid == "north"
    assert Office.heard == ["Bearer secret"]
