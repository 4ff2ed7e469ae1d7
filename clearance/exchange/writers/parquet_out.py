"""GeoParquet out: the whole state and journal of an office in one folder, whole or not at all."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from clearance.exchange.writers.geoparquet import Extent, described, in_lonlat
from clearance.exchange.writers.parquet_tables import PATCHED, PUBLISHED, TABLES, TYPES, Table
from clearance.store import Store
from clearance.store.journal import changes
from clearance.store.keeping import whole_tables

#: Rows held in memory at once, and of one row group in the file.
BATCH = 20_000
_SUFFIX = ".parquet"
_FIELDS = {t.name: {*t.columns, *PATCHED} for t in TABLES if t.name in PUBLISHED}

Tick = Callable[[int], Any]


class NotOurs(ValueError):
    """The folder to be replaced holds something that no export of ours made."""


def count_rows(store: Store) -> int:
    """Rows that an export writes."""
    return sum(whole_tables.count(store, table.name) for table in TABLES)


def write_folder(store: Store, target: Path, as_of: str, tick: Tick = lambda _: None) -> int:
    """Write every table to `target`, one file each, from one snapshot; returns the number of rows.

    Shapes are WKB in WGS 84 longitude, latitude, with the legal shape and its EPSG code beside.
    The folder appears when complete and replaces an earlier export. NotOurs when `target` holds
    anything else.
    """
    draft, before = (target.with_name(f".{target.name}.{word}") for word in ("draft", "before"))
    for folder in (draft, before, target):
        _must_be_ours(folder)
    _remove(draft)
    draft.mkdir(parents=True)
    with store.atomic(reads_only=True):
        told = _told(store, as_of)
        rows = sum(_write(store, table, draft, told, tick) for table in TABLES)
    _remove(before)
    if target.exists():
        target.rename(before)
    draft.rename(target)
    _remove(before)
    return rows


def _must_be_ours(folder: Path) -> None:
    known = {f"{table.name}{_SUFFIX}" for table in TABLES}
    is_other = folder.exists() and not folder.is_dir()
    if is_other or any(path.name not in known for path in folder.glob("*")):
        raise NotOurs(str(folder))


def _remove(folder: Path) -> None:
    for path in folder.glob(f"*{_SUFFIX}"):
        path.unlink()
    if folder.exists():
        folder.rmdir()


def _told(store: Store, as_of: str) -> dict[str, Any]:
    """What each file says of itself: the projects, the moment, how far the journal had come."""
    seq, head = changes.head(store)
    projects = whole_tables.list_projects(store)
    return {"as_of": as_of, "projects": projects, "journal": {"seq": seq, "hash": head}}


def _write(store: Store, table: Table, folder: Path, told: Mapping[str, Any], tick: Tick) -> int:
    rows = whole_tables.stream(store, table.name, list(table.columns), table.key, table.is_drawn)
    path, extent, count = folder / f"{table.name}{_SUFFIX}", Extent(), 0
    # An Arrow schema stored at the start would hide what is said of the shapes at the end.
    with pq.ParquetWriter(path, table.schema, compression="zstd", store_schema=False) as file:
        for batch in _batches(rows):
            file.write_table(_as_table(table, batch, extent), row_group_size=BATCH)
            count += len(batch)
            tick(len(batch))
        said = {"clearance": {**told, "table": table.name, "rows": count}}
        said |= {"geo": described(extent)} if table.is_drawn else {}
        file.add_key_value_metadata({name: json.dumps(value) for name, value in said.items()})
    _settle(path)
    return count


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _settle(path: Path) -> None:
    """Bring a file to the disk before its folder gets its name."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _as_table(table: Table, rows: list[dict[str, Any]], extent: Extent) -> pa.Table:
    if table.name == "change":
        rows = [row | _public(row) for row in rows]
    if table.is_drawn:
        shapes = in_lonlat(rows, extent)
        rows = [row | {"geometry": shape} for row, shape in zip(rows, shapes, strict=True)]
    columns = [_column([row[name] for row in rows], kind) for name, kind in table.kinds.items()]
    return pa.Table.from_arrays(columns, schema=table.schema)


def _column(values: list[Any], kind: str) -> pa.Array:
    read, written = TYPES[kind]
    return pa.array(values, read).cast(written)


def _public(row: Mapping[str, Any]) -> dict[str, str | None]:
    """Of a patch and of what stood before it: the fields that leave with the state, no others."""
    known = _FIELDS.get(row["subject"])
    if known is None:
        return {"patch": None, "before": None}
    return {
        name: changes.as_json({k: v for k, v in json.loads(row[name]).items() if k in known})
        for name in ("patch", "before")
    }
