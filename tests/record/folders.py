"""Data folders that earlier versions wrote, on either engine, as this version finds them."""

import json
import tarfile
from contextlib import closing
from pathlib import Path

import pysqlite3 as sqlite3

from clearance.store import Store, open_store
from clearance.store.engine.postgres import PostgresStore
from clearance.store.keeping import transfer
from clearance.store.upgrade import schema
from tests import engines

FILES = Path(__file__).with_name("files")


def unpacked(name: str, folder: Path) -> Path:
    """A saved data folder in a place of its own."""
    with tarfile.open(FILES / f"{name}.tar.gz") as packed:
        packed.extractall(folder)  # noqa: S202 – packed by us
    return folder


def opened(folder: Path) -> Store:
    """Its database brought up to date on the engine under test."""
    path, key = folder / "clearance.sqlite", (folder / "digest.key").read_bytes()
    if engines.Bench.engine == "postgresql":
        _put_on_server(path, url := str(engines.address(path, is_bare=True)))
        return open_store(url, key)
    return open_store(path, key)


def figures(folder: Path) -> dict[str, list[str]]:
    """What the version that wrote the folder read from its own tables."""
    told: dict[str, list[str]] = json.loads((folder / "figures.json").read_text("utf-8"))
    return told


def _put_on_server(path: Path, url: str) -> None:
    """The database as that version would have kept it on a server."""
    server = PostgresStore(url)
    with closing(sqlite3.connect(path)) as file, server.atomic():
        server.run("CREATE TABLE migration (name TEXT PRIMARY KEY)")
        for (name,) in file.execute("SELECT name FROM _sqlite_migrations ORDER BY name"):
            _migrate(server, name)
        known = {row[0] for row in file.execute("SELECT name FROM sqlite_master")}
        for table in known & transfer.TABLES.keys():
            rows = file.execute(f"SELECT * FROM {table}")
            columns = tuple(column[0] for column in rows.description)
            server.load(table, columns, [rows.fetchall()])
        transfer._follow_numbers(server)
    server.close()


def _migrate(server: Store, name: str) -> None:
    text = (schema._FOLDER / f"{name}.sql").read_text("utf-8")
    for statement in schema.statements(text, server.engine):
        server.run(statement)
    server.run("INSERT INTO migration (name) VALUES (:name)", name=name)
