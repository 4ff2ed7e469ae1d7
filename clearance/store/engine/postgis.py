"""Optional PostGIS views for QGIS; the product itself does not need PostGIS."""

from collections.abc import Mapping, Sequence

from clearance.store.engine.connection import Store

SCHEMA = "clearance_map"
#: The web shape as PostGIS knows it; the index below finds it only under these very words.
_WEB = "ST_GeomFromWKB({of}web_wkb, {srid})::geometry(Geometry, {srid})"


class NoPostgis(Exception):
    """The database has no PostGIS extension."""


def create_views(store: Store, tables: Mapping[str, Sequence[str]], srid: int) -> None:
    """Create one view a drawn table: the given columns, `geom` (EPSG `srid`), `legal_geom`.

    Each `legal_geom` carries its own legal system as SRID. Raises NoPostgis.
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
    """Drop the views, which would block changes of their tables."""
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
