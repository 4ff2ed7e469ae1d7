"""Views with true geometry for QGIS, on a server that has PostGIS; nothing else needs it."""

from collections.abc import Mapping, Sequence

from clearance.store.engine.connection import Store

SCHEMA = "clearance_map"
#: The web shape as PostGIS knows it; the index below finds it only under these very words.
_WEB = "ST_GeomFromWKB({of}web_wkb, {srid})::geometry(Geometry, {srid})"


class NoPostgis(Exception):
    """This database has no PostGIS."""


def create_views(store: Store, tables: Mapping[str, Sequence[str]], srid: int) -> None:
    """One view a drawn table with the columns given, `geom` in web metres (`srid`), `legal_geom`.

    Each shape keeps its legal system as its SRID. Raises NoPostgis.
    """
    if not _has_postgis(store):
        raise NoPostgis
    with store.atomic():
        store.run(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        drop_views(store)
        for table, columns in tables.items():
            store.run(_view(table, columns, srid))
        web = _WEB.format(of="", srid=srid)
        store.run(f"CREATE INDEX IF NOT EXISTS shape_web_geom ON shape USING gist (({web}))")


def drop_views(store: Store) -> None:
    """Take the views away, as they would stand in the way of a change of their tables."""
    found = store.query("SELECT viewname AS name FROM pg_views WHERE schemaname = :s", s=SCHEMA)
    for row in found:
        store.run(f"DROP VIEW {SCHEMA}.{row['name']}")


def _has_postgis(store: Store) -> bool:
    wanted = "SELECT 1 FROM pg_extension WHERE extname = 'postgis'"
    return store.engine == "postgresql" and bool(store.value(wanted))


def _view(table: str, columns: Sequence[str], srid: int) -> str:
    chosen = ", ".join(f"t.{name}" for name in columns)
    web = _WEB.format(of="s.", srid=srid)
    return (
        f"CREATE VIEW {SCHEMA}.{table} AS SELECT s.id AS fid, {chosen}, {web} AS geom,"  # noqa: S608 – own names
        " ST_GeomFromWKB(s.legal_wkb, s.crs::integer) AS legal_geom"
        f" FROM {table} t JOIN shape s ON s.subject_uid = t.uid"
    )
