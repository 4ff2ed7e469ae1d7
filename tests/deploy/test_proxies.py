"""Caddy and nginx, set up by the files of deploy/, stand before a real server."""

import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from clearance.settings import read_settings
from clearance.store import open_store
from tests import engines, proxies
from tests.appservers import a_token, app_servers, free_port
from tests.deploy.units import DEPLOY
from tests.given import KEY, LIAISON, a_project
from tests.house.plan import ROOT

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])
HOST = "clearance.example"
DEFAULTS = read_settings({})
_CADDY = """{{
	admin off
	auto_https disable_redirects
	skip_install_trust
	storage file_system {folder}/storage
}}
{site}
"""
Behind = Callable[[Path, int], AbstractContextManager[int]]


def a_certificate(folder: Path) -> None:
    """A certificate of this test alone, in the files an office has."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
         "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")],
        check=True, capture_output=True,
    )  # fmt: skip


@contextmanager
def nginx(folder: Path, to_port: int) -> Iterator[int]:
    """nginx with deploy/nginx.conf, other ports and the test's certificate."""
    secure, plain = free_port(), free_port()
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    text = re.sub(r" *listen \[::\].*\n", "", text)
    text = text.replace("listen 443", f"listen 127.0.0.1:{secure}")
    text = text.replace("listen 80", f"listen 127.0.0.1:{plain}")
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{to_port}")
    text = text.replace("/etc/ssl/clearance", str(folder))
    with proxies.nginx_of(folder, text, secure):
        yield secure


@contextmanager
def caddy(folder: Path, to_port: int) -> Iterator[int]:
    """Caddy with deploy/Caddyfile, another port and the test's certificate."""
    found = shutil.which("caddy")
    assert found, "caddy is missing: apt-get install caddy"
    port, text = free_port(), (DEPLOY / "Caddyfile").read_text("utf-8")
    offered = re.search(r"^# +(tls .*)$", text, re.MULTILINE)
    assert offered, "the way to give an own certificate"
    tls = offered[1].replace("/etc/ssl/clearance", str(folder))
    site = text.replace(f"{HOST} {{", f"{HOST}:{port} {{\n\tbind 127.0.0.1\n\t{tls}")
    site = site.replace("127.0.0.1:8000", f"127.0.0.1:{to_port}")
    (folder / "Caddyfile").write_text(_CADDY.format(folder=folder, site=site), "utf-8")
    words = [found, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with proxies.running(words, port):
        yield port


class Named(HTTPSConnection):
    """A connection to this machine by the office's name, its certificate checked."""

    def connect(self) -> None:
        """Connect to the proxy's port here, whatever the name."""
        wire = socket.create_connection(("127.0.0.1", self.port), 30)
        self.sock = self._context.wrap_socket(wire, server_hostname=HOST)  # type: ignore[attr-defined]


def ask(
    folder: Path, port: int, method: str, url: str, body: bytes = b"", **headers: str
) -> tuple[int, str, str]:
    """Status, cookies and text of an answer through the proxy."""
    trust = ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
    with closing(Named(HOST, port, context=trust)) as wire:
        wire.request(method, url, body or None, {"Host": HOST, **headers})
        answer = wire.getresponse()
        return answer.status, answer.getheader("Set-Cookie") or "", answer.read().decode()


def is_cut_off(folder: Path, port: int, body: bytes, **headers: str) -> bool:
    """Whether a body is refused before the program reads it: by 413, or by hanging up."""
    try:
        status, _, text = ask(folder, port, "POST", "/sync", body, **headers)
    except OSError:
        return True
    return status == 413 and "http_413" not in text


@pytest.mark.parametrize("proxy", [nginx, caddy])
def test_an_office_is_served_by_its_name_and_its_figures_stay_inside(
    tmp_path: Path, proxy: Behind
) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    environment = engines.settings(tmp_path / "data") | {
        "CLEARANCE_PROXIES": "1",
        "CLEARANCE_SECURE": "1",
    }
    store = a_project(open_store(environment["CLEARANCE_DATABASE"], KEY))
    token = {"Authorization": f"Bearer {a_token(store, LIAISON.uid)}", "Accept": "application/json"}
    store.close()
    a_certificate(tmp_path)
    with app_servers(environment, 1) as ports, proxy(tmp_path, ports[0]) as port:
        assert ask(tmp_path, port, "GET", "/health")[0] == 200
        for url in ("/metrics", "/metrics/", "//metrics", "/%6detrics", "/x/../metrics"):
            status, _, text = ask(tmp_path, port, "GET", url)
            assert (status in (301, 308, 404), "clearance_" in text) == (True, False), url
        _, cookie, page = ask(tmp_path, port, "GET", "/login")
        assert re.match(r"__Host-s=.*Secure", cookie)
        assert "<form" in page
        _, _, page = ask(tmp_path, port, "POST", "/segments/calendar", **token)
        assert f"https://{HOST}" in page
        most = 2**20 * DEFAULTS.upload_mb
        large = {"Content-Type": "application/json", **token}
        status, _, text = ask(tmp_path, port, "POST", "/sync", b" " * (most + 2**19), **large)
        assert (status, "http_413" in text) == (413, True), text[:200]
        assert is_cut_off(tmp_path, port, b" " * (DEFAULTS.request_bytes + 2**20), **large)


def test_every_documented_proxy_takes_what_the_program_takes() -> None:
    """A file of the largest size passes; what is much larger never reaches the program."""
    pages = [DEPLOY / "nginx.conf", *(ROOT / "docs" / "operations").glob("*.md")]
    texts = [page.read_text("utf-8") for page in pages]
    told = [m for text in texts for m in re.findall(r"client_max_body_size (\d+)m;", text)]
    told += re.findall(r"max_size (\d+)MiB", (DEPLOY / "Caddyfile").read_text("utf-8"))
    assert len(told) >= 4
    assert {int(size) * 2**20 for size in told} == {DEFAULTS.request_bytes}
    assert DEFAULTS.request_bytes > DEFAULTS.upload_mb * 2**20


def test_every_documented_proxy_forwards_to_the_port_the_unit_opens() -> None:
    unit = (DEPLOY / "systemd" / "clearance-server.service").read_text("utf-8")
    found = re.search(r"--host (\S+) --port (\d+)", unit)
    assert found
    for name in ("nginx.conf", "Caddyfile"):
        assert f"{found[1]}:{found[2]}" in (DEPLOY / name).read_text("utf-8")
