"""Serving pages, and the demo corridor to look around in."""

import ipaddress
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from waitress import serve as serve_pages

from clearance.cli.terminal import desk, progress, refuse
from clearance.demo.history import demo_changes
from clearance.demo.log import Entry
from clearance.demo.photos import photos
from clearance.demo.scales import SCALES
from clearance.record import record_history
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.days import local_day, stamp
from clearance.store import Store, open_store
from clearance.store.journal import changes, evidence, meta

_TICKS = 1000


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--threads", default=8, show_default=True)
@with_appcontext
def serve(host: str, port: int, threads: int) -> None:
    """Chạy máy chủ (đặt sau proxy TLS khi dùng thật)."""
    if desk().is_demo and not _is_loopback(host):
        refuse("Dữ liệu dùng thử chỉ được mở ở 127.0.0.1.")
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    click.echo(f"Mở http://{host}:{port}/")
    serve_pages(
        app,
        host=host,
        port=port,
        threads=threads,
        connection_limit=500,
        ident=None,
        max_request_body_size=desk().settings.request_bytes,
        # Only create_app's ProxyFix reads them, if told to; /metrics refuses what carries them.
        clear_untrusted_proxy_headers=False,
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@click.command("demo")
@click.option("--scale", type=click.Choice(list(SCALES)), default="district", show_default=True)
@click.option("--seed", default=74, show_default=True)
@with_appcontext
def demo(scale: str, seed: int) -> None:
    """Dựng tuyến dùng thử: 48 km, mọi tên và số đều bịa."""
    store = desk().store
    built = meta.read(store, "demo_built")
    if built == f"{scale} {seed}":
        click.echo(f"Đã có dữ liệu dùng thử trong {desk().settings.place}.")
        return
    if changes.head(store)[0]:
        refuse(f"{desk().settings.place} đã có dữ liệu khác; chọn nơi khác (CLEARANCE_DATA).")
    count = build_demo(scale, seed)
    click.echo(f"Đã ghi {count} thay đổi vào {desk().settings.place}.")


def build_demo(scale: str, seed: int) -> int:
    """Build the demo whole or not at all: beside a file, within one transaction on a server."""
    settings, live = desk().settings, desk().store
    if isinstance(settings.database, str):
        with live.atomic():
            return _fill(live, scale, seed)
    draft = settings.database.with_name("demo-in-the-making.sqlite")
    _remove(draft)
    store = open_store(draft, live.digest_key)
    count = _fill(store, scale, seed)
    _put_in_place(store, live, draft)
    return count


def _fill(store: Store, scale: str, seed: int) -> int:
    end = desk().clock()
    for photo in photos().values():
        folder = desk().settings.evidence
        evidence.keep(store, folder, photo, "image/png", TERMINAL.uid, stamp(end))
    entries = demo_changes(scale, seed, date.fromisoformat(local_day(end)))
    with progress("Dựng tuyến dùng thử", _TICKS) as tick:
        count = record_history(store, _heard(entries, end, tick))
    meta.write(store, "demo", "1")
    meta.write(store, "demo_built", f"{scale} {seed}")
    return count


def _heard(entries: Iterable[Entry], end: datetime, tick: Callable[[int], Any]) -> Iterator[Entry]:
    """Pass the entries on, telling how far through the invented years they are."""
    start, told = None, 0
    for entry in entries:
        start = start or entry[2]
        reached = int(_TICKS * (entry[2] - start) / max(end - start, timedelta(seconds=1)))
        if reached > told:
            tick(reached - told)
            told = reached
        yield entry


def _put_in_place(store: Store, live: Store, draft: Path) -> None:
    """Fold the write-ahead log into the new file and let it take the database's name."""
    store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    live.close()
    _remove(Path(live.path))
    draft.replace(live.path)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", ".lock"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


COMMANDS = (serve, demo)
