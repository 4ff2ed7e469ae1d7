"""`flask pieces`: the pieces of things drawn before pieces were kept."""

import click
from flask.cli import with_appcontext

from clearance.cli.files import administrator
from clearance.cli.terminal import desk, refuse
from clearance.exchange.plans.kept_pieces import Undivided, undivided
from clearance.record import record_all
from clearance.rules.basics.chainage import span_text
from clearance.rules.basics.faults import Refused
from clearance.rules.records.subjects import SUBJECTS


@click.command("pieces")
@click.option("--dry-run", is_flag=True, help="Chỉ xem, không ghi.")
@with_appcontext
def pieces(dry_run: bool) -> None:
    """Ghi lại các phần của thửa, mộ … mà bản cũ ghi là một khoảng liền; tất cả hoặc không gì."""
    found = list(undivided(desk().store))
    for thing in found:
        click.echo(_line(thing))
    if not dry_run:
        _write(found)
    click.echo(f"{'Sẽ ghi' if dry_run else 'Đã ghi'} lại: {len(found)}.")


def _write(found: list[Undivided]) -> None:
    try:
        record_all(
            desk().store, [thing.change() for thing in found], administrator(), desk().clock()
        )
    except Refused as refused:
        refuse(*(fault.text() for fault in refused.faults))


def _line(thing: Undivided) -> str:
    """One thing: its interval until now, its pieces."""
    row = thing.row
    before = span_text(row["chainage_from_m"], row["chainage_to_m"])
    after = ", ".join(span_text(p.from_m, p.to_m) for p in thing.pieces)
    return f"{SUBJECTS[thing.subject].vi} {row['code']}: {before} → {after}"


COMMANDS = (pieces,)
