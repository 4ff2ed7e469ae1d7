"""A real nginx before a server, set up as deploy/nginx.conf and docs/operations/proxy.md say."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.appservers import free_port
from tests.machines import until

ROOT = Path(__file__).parents[1]
FIRST, SECOND = ROOT / "deploy" / "nginx.conf", ROOT / "docs" / "operations" / "proxy.md"
_LOCATION = re.compile(r"^ *location / \{.*\n((?:.*\n)*?) *\}", re.MULTILINE)
_FRAME = """
daemon off; user root; worker_processes 1; pid {folder}/pid; error_log {folder}/log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {servers}
}}
"""


def program() -> str:
    """Where Debian keeps nginx: a missing one fails the tests, nothing is skipped."""
    found = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    assert found, "nginx is missing: apt-get install nginx-light"
    return found


def documented() -> list[str]:
    """The settings of nginx before the server, and of a second one behind another proxy."""
    texts = [path.read_text(encoding="utf-8") for path in (FIRST, SECOND)]
    return [lines for text in texts for lines in _LOCATION.findall(text)]


@contextmanager
def nginx(folder: Path, lines: str, to_port: int) -> Iterator[int]:
    """One nginx of these tests alone before that port; gives its own."""
    folder.mkdir()
    port = free_port()
    servers = f"server {{ listen 127.0.0.1:{port}; location / {{ {lines} }} }}"
    with nginx_of(folder, servers.replace("127.0.0.1:8000", f"127.0.0.1:{to_port}"), port):
        yield port


@contextmanager
def nginx_of(folder: Path, servers: str, port: int) -> Iterator[None]:
    """nginx with those servers, one of which listens at the port."""
    written = folder / "nginx.conf"
    written.write_text(_FRAME.format(folder=folder, servers=servers), encoding="utf-8")
    with running([program(), "-p", str(folder), "-c", str(written)], port):
        yield


@contextmanager
def running(words: list[str], port: int) -> Iterator[None]:
    """A program that listens at a port, ended afterwards."""
    quiet = subprocess.DEVNULL
    started = subprocess.Popen(words, stderr=quiet, stdout=quiet)
    try:
        until(lambda: started.poll() is None and _listens(port), f"{words[0]} does not run")
        yield
    finally:
        started.terminate()
        started.wait(30)


def _listens(port: int) -> bool:
    with socket.socket() as wire:
        return wire.connect_ex(("127.0.0.1", port)) == 0
