"""Reports and exports from the terminal: what the pages show, as a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app, g
from flask.cli import with_appcontext
from flask_login import UserMixin

from clearance.cli.terminal import day_given, desk, progress, refuse, written_whole
from clearance.exchange.feeds.feed_file import read_key, write_feed
from clearance.exchange.road.lists_out import DRAWN, OUT, write_drawn, write_list
from clearance.exchange.writers.drawing_out import SUBJECTS, SeveralSystems, write_drawing
from clearance.exchange.writers.parquet_out import NotOurs, count_rows, write_folder
from clearance.geo.crs import NAMES
from clearance.record.known_then import known_on
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.days import day_ends, local_day, stamp
from clearance.rules.basics.faults import Refused
from clearance.store import Store
from clearance.store.journal import changes, feed, known_then

#: Report name → the page that gives it.
REPORTS = {
    "communes": "communes.index",
    "corridor": "corridor.index",
    "late": "late.index",
    "segments": "segments.index",
    "households": "households.index",
    "graves": "graves.index",
    "moves": "moves.index",
    "availability": "availability.index",
    "parts": "parts.index",
}
#: Reports that the ledger of the road gives as recorded then.
_BY_LEDGER = ("corridor", "parts", "moves", "availability")
_AS_PROGRAM = {"Accept": "application/json"}
_LISTS = (".csv", ".xlsx")
_FORMATS = (".csv", ".xlsx", ".json")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class _Terminal(UserMixin):
    """Whoever sits at the server, as the pages see a signed-in person."""

    who = TERMINAL
    name = TERMINAL.name


@click.command("report")
@click.argument("name", type=click.Choice(list(REPORTS)))
@click.option("--as-of", "as_of", default="", help="Tính đến ngày YYYY-MM-DD.")
@click.option(
    "--known",
    type=click.Choice(["now", "then"]),
    default=None,
    help="now: theo nay biết (mặc định); then: như đã ghi khi ấy.",
)
@click.option(
    "--units",
    type=click.Choice(["today", "then"]),
    default=None,
    help="communes: theo xã ngày nay, hay xã vào ngày của số liệu.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
@with_appcontext
def report(name: str, as_of: str, known: str | None, units: str | None, output: Path) -> None:
    """Ghi một báo cáo ra tệp .csv, .xlsx hoặc .json, đúng như trang hiện ra."""
    _write_report(name, {"as_of": as_of, "known": known or "", "units": units or ""}, output)


def _write_report(name: str, asked: dict[str, str], output: Path) -> None:
    """A page's list as a file, by the same view."""
    if output.suffix not in _FORMATS:
        refuse(f"Tên tệp phải kết thúc bằng {', '.join(_FORMATS)}.")
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    query = {"format": output.suffix[1:]} | {key: value for key, value in asked.items() if value}
    if "as_of" in query:
        day_given("--as-of", query["as_of"], local_day(desk().clock()))
    path = app.url_map.bind("").build(REPORTS[name])
    with app.test_request_context(path, query_string=query, headers=_AS_PROGRAM):
        g._login_user = _Terminal()
        with _state(name, asked) as g.store:
            answer = app.make_response(_told(app, REPORTS[name]))
        if answer.status_code != 200:
            refuse(answer.get_json()["message"])
        if answer.mimetype == "text/html":
            refuse("Chưa có tuyến nào: nhập tim tuyến trước (`flask import alignment TỆP`).")
    with written_whole(output) as draft:
        draft.write_bytes(answer.get_data())
    click.echo(f"{output}  {output.stat().st_size} byte")


@contextmanager
def _state(name: str, asked: dict[str, str]) -> Iterator[Store]:
    """What the report reads: the state as recorded then, or the live one."""
    day, store = asked.get("as_of", ""), desk().store
    if asked.get("known") != "then" or not day or name in _BY_LEDGER:
        yield store
        return
    with (
        progress("Dựng lại sổ", known_then.count_rows(store, day_ends(day))) as tick,
        known_on(store, day, tick=tick) as then,
    ):
        yield then


def _told(app: Flask, endpoint: str) -> Any:
    """What a view gives; a refusal as the pages tell programs."""
    try:
        return app.view_functions[endpoint]()
    except Exception as error:
        return app.handle_user_exception(error)


@click.command("export")
@click.argument(
    "name", type=click.Choice([*SUBJECTS, *OUT, "availability", "changes", "feed", "parquet"])
)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
@click.option("--after", default=0, help="feed: chỉ những dòng sau số này.")
@click.option("--key-file", type=_FILE, help="feed: khóa chung với trung tâm.")
@click.option("--crs", default=0, help="Bản vẽ: đưa mọi hình về một hệ tọa độ (mã EPSG).")
@with_appcontext
def export(name: str, output: Path, after: int, key_file: Path | None, crs: int) -> None:
    """Ghi dữ liệu ra tệp để đem đi hoặc nhập lại.

    Danh sách nhập lại được (packages, segments, structures, utilities: .csv, .xlsx; hai loại sau
    còn có .gpkg, .geojson, .shp); bản vẽ (.gpkg, .geojson, .shp) không kèm tên người; nhật ký
    (.jsonl); nhật ký có chữ ký cho trung tâm (feed); lịch mặt bằng theo lý trình (availability:
    .csv, .xlsx, .json); cả dữ liệu để tổng hợp (parquet: một thư mục GeoParquet)."""
    if name == "availability":
        _write_report(name, {}, output)
        return
    if name in OUT and output.suffix in _LISTS:
        _export_list(name, output)
        return
    if name == "parquet":
        _export_parquet(output)
        return
    if name == "feed":
        _export_feed(output, after, key_file)
        return
    if name == "changes":
        with written_whole(output) as draft, draft.open("w", encoding="utf-8") as file:
            for row in changes.stream_accepted(desk().store):
                file.write(changes.as_json(row) + "\n")
        return
    _export_drawing(name, output, crs)


def _export_drawing(name: str, output: Path, crs: int) -> None:
    """The drawn things of one subject, each in its legal system or all in one."""
    if crs and crs not in NAMES:
        refuse(f"Không biết hệ tọa độ EPSG:{crs}. Các hệ dùng được: {', '.join(map(str, NAMES))}.")
    if name in OUT and name not in DRAWN:
        refuse(f"Tên tệp phải kết thúc bằng {', '.join(_LISTS)}.")
    write = write_drawn if name in DRAWN else write_drawing
    try:
        count = write(desk().store, name, output, crs)
    except SeveralSystems as found:
        refuse(
            f"{output}: các hình thuộc nhiều hệ tọa độ ({', '.join(map(str, found.systems))}) mà"
            " tệp này chỉ có một lớp. Ghi ra .gpkg (mỗi hệ một lớp) hoặc .geojson (WGS 84), hoặc"
            f" chọn một hệ: --crs {found.systems[0]}."
        )
    except ValueError:
        refuse("Chưa có hình nào để ghi.")
    click.echo(f"{output}  {count} {name}")


def _export_list(name: str, output: Path) -> None:
    """A list along the road with the headers its import reads."""
    content, count = write_list(desk().store, name, output.suffix)
    with written_whole(output) as draft:
        draft.write_bytes(content)
    click.echo(f"{output}  {count} dòng")


def _export_feed(output: Path, after: int, key_file: Path | None) -> None:
    """The whole journal after a number, signed, for `flask hub take`."""
    if key_file is None:
        refuse("Cần --key-file: khóa chung với trung tâm (`openssl rand -hex 32 > hub.key`).")
    store = desk().store
    try:
        key = read_key(key_file)
    except Refused as error:
        refuse(*(fault.text() for fault in error.faults))
    with store.atomic(reads_only=True):
        head = feed.head_of(store)
        count = write_feed(output, key, head, feed.stream_whole(store, after))
    click.echo(f"{output}  {count} dòng, đến số {head['head']['seq']}")


def _export_parquet(folder: Path) -> None:
    """State and journal as one folder of GeoParquet, for the roll-up of many offices."""
    store, as_of = desk().store, stamp(desk().clock())
    with progress("Ghi GeoParquet", count_rows(store)) as tick:
        try:
            count = write_folder(store, folder, as_of, tick)
        except NotOurs as error:
            refuse(f"{error} đã có thứ khác; chọn một thư mục mới hoặc thư mục đã ghi lần trước.")
    click.echo(f"{folder}  {count} dòng")


COMMANDS = (report, export)
