"""Keeping the data: check."""

import click
from flask.cli import with_appcontext

from clearance.cli.terminal import desk, progress, refuse
from clearance.rules.basics.days import stamp
from clearance.store.engine import dialect
from clearance.store.journal import changes, former
from clearance.store.keeping import backup, last_runs


@click.command("check")
@with_appcontext
def check() -> None:
    """Dựng lại trạng thái từ nhật ký và so với trạng thái đang có."""
    from clearance.record.replay import differences

    store = desk().store
    with progress("Dựng lại từ nhật ký", changes.head(store)[0]) as tick:
        faults = differences(store, tick)
    proof = former.prove(store)
    faults += ["former journal: does not give its last hash"] if proof and proof.is_broken else []
    faults += [f"integrity: {words}" for words in dialect.integrity_faults(store)]
    count = store.value("SELECT COUNT(*) FROM evidence")
    with progress("Đối chiếu minh chứng", count) as tick:
        lost = backup.missing_evidence(store, desk().settings.evidence, tick)
    faults += [f"evidence {sha256}: missing or altered" for sha256 in lost]
    seq, head = changes.head(store)
    ended = last_runs.CHECK_FAILED if faults else last_runs.CHECK
    last_runs.note(desk().settings.data, ended, stamp(desk().clock()), seq, head)
    if faults:
        refuse(*faults)
    click.echo(f"Tốt: {seq} dòng nhật ký dựng lại đúng trạng thái; {count} minh chứng; {head}")
    if proof:
        told = f"{proof.proved}/{proof.rows} dòng còn chứng minh được"
        click.echo(f"Nhật ký trước khi niêm lời ghi: {told}.")


COMMANDS = (check,)
