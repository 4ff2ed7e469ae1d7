"""What is wrong with the server and what the project still lacks: doctor."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import click
from flask.cli import with_appcontext

from clearance.cli.terminal import desk, refuse
from clearance.exchange.plans.kept_pieces import undivided
from clearance.maps.unsound import unsound
from clearance.reports.setup.report import Looked, Server, setup_rows
from clearance.rules.setup.checks import Judged
from clearance.store.engine import dialect


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@with_appcontext
def doctor(as_json: bool) -> None:
    """Kiểm tra máy, cấu hình và việc thiết lập dự án; kết thúc 1 khi có lỗi."""
    store = desk().store
    whole = sum(1 for _ in undivided(store))
    looked = Looked(tuple(dialect.risks(store)), tuple(unsound(store)), whole)
    rows = setup_rows(store, _server(), desk().clock(), looked)
    if as_json:
        click.echo(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=1))
        sys.exit(any(row.finding.state == "fault" for row in rows))
    _say(rows)


def _server() -> Server:
    """The settings that the checks need."""
    own = desk().settings
    return Server(own.data, own.backups, own.reserve_mb, own.certificate, own.secure)


def _say(rows: list[Judged]) -> None:
    """Each check in its order with words and remedy; the faults once more at the end."""
    for row in rows:
        for line in _lines(row):
            click.echo(line)
    faults = [row for row in rows if row.finding.state == "fault"]
    if faults:
        told = (line.vi for row in faults for line in row.finding.lines)
        refuse("", f"Có {len(faults)} lỗi:", *told)
    click.echo("Tốt: không có lỗi nào.")


def _lines(row: Judged) -> Iterator[str]:
    """One check in words."""
    figure = f": {row.finding.figure}" if row.finding.figure != "" else ""
    yield f"{row.state.vi:<13} {row.check.vi}{figure}"
    yield from (f"    {line.vi}" for line in row.finding.lines)
    remedies = [row.command, f"trang {row.page}" if row.page else ""]
    if row.finding.state != "has" and any(remedies):
        yield f"    → {' hoặc '.join(filter(None, remedies))}"


def _plain(row: Judged) -> dict[str, Any]:
    """One check as plain values."""
    return {
        "code": row.check.code,
        "part": row.part.code,
        "what": row.check.vi,
        "state": row.finding.state,
        "figure": row.finding.figure,
        "lines": [line.vi for line in row.finding.lines],
        "page": row.page,
        "command": row.command,
    }


COMMANDS = (doctor,)
