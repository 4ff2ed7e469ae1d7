"""`flask postgis`: the current state with true geometry for QGIS, nobody's name in it."""

import click
from flask.cli import with_appcontext

from clearance.cli.terminal import desk, refuse
from clearance.exchange.writers.parquet_tables import TABLES
from clearance.geo.crs import WEB
from clearance.store.engine import postgis


@click.command("postgis")
@with_appcontext
def make_views() -> None:
    """Tạo các khung nhìn cho QGIS trên máy chủ PostgreSQL có PostGIS; không có tên người."""
    drawn = {table.name: list(table.columns) for table in TABLES if table.is_drawn}
    try:
        postgis.create_views(desk().store, drawn, WEB)
    except postgis.NoPostgis:
        refuse(
            "Cơ sở dữ liệu này chưa có PostGIS: cần PostgreSQL với gói postgis, rồi chạy "
            "`CREATE EXTENSION postgis` bằng quyền quản trị máy chủ."
        )
    click.echo(f"{postgis.SCHEMA}: {', '.join(drawn)}")


COMMANDS = (make_views,)
