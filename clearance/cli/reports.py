"""Reports and exports from the terminal: what the pages show, as a file."""

from pathlib import Path

import click
from flask import current_app, g
from flask.cli import with_appcontext
from flask_login import UserMixin

from clearance.cli.terminal import desk, refuse
from clearance.exchange.drawing_out import SUBJECTS, write_drawing
from clearance.rules.people import TERMINAL
from clearance.store import changes
from clearance.store.snapshot import list_known

#: Report name → the page that gives it.
REPORTS = {
    "communes": "communes.index",
    "late": "late.index",
    "segments": "segments.index",
    "households": "households.index",
    "graves": "graves.index",
}
_FORMATS = (".csv", ".xlsx", ".json")


class _Terminal(UserMixin):
    """Whoever sits at the server, as the pages see a signed-in person."""

    who = TERMINAL
    name = TERMINAL.name


@click.command("report")
@click.argument("name", type=click.Choice(list(REPORTS)))
@click.option("--as-of", "as_of", default="", help="Tính đến ngày YYYY-MM-DD.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
@with_appcontext
def report(name: str, as_of: str, output: Path) -> None:
    """Ghi một báo cáo ra tệp .csv, .xlsx hoặc .json, đúng như trang hiện ra."""
    if output.suffix not in _FORMATS:
        refuse(f"Tên tệp phải kết thúc bằng {', '.join(_FORMATS)}.")
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    query = {"format": output.suffix[1:], **({"as_of": as_of} if as_of else {})}
    with app.test_request_context("/", query_string=query):
        g._login_user = _Terminal()
        answer = app.make_response(app.view_functions[REPORTS[name]]())
    output.write_bytes(answer.get_data())
    click.echo(f"{output}  {output.stat().st_size} byte")


@click.command("export")
@click.argument("name", type=click.Choice([*SUBJECTS, "changes"]))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
@with_appcontext
def export(name: str, output: Path) -> None:
    """Ghi bản vẽ (.gpkg, .geojson, .shp) không kèm tên người, hoặc nhật ký (.jsonl)."""
    if name == "changes":
        with output.open("w", encoding="utf-8") as file:
            for row in changes.stream_accepted(desk().store):
                file.write(changes.as_json(row) + "\n")
        return
    try:
        count = write_drawing(list_known(desk().store, name), output)
    except ValueError:
        refuse("Chưa có hình nào để ghi.")
    click.echo(f"{output}  {count} {name}")


COMMANDS = (report, export)
