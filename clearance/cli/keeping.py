"""Keeping the data: check, doctor."""

from collections.abc import Iterator
from datetime import date

import click
from flask.cli import with_appcontext

from clearance.cli.terminal import desk, progress, refuse
from clearance.rules.basics.days import local_day, stamp
from clearance.rules.basics.quantities import show_date
from clearance.rules.procedure.law import ending
from clearance.store.cases import deadlines
from clearance.store.cases.law import load_law
from clearance.store.engine import dialect
from clearance.store.journal import changes, former, meta
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
    if faults:
        refuse(*faults)
    seq, head = changes.head(store)
    last_runs.note(desk().settings.data, last_runs.CHECK, stamp(desk().clock()), seq, head)
    click.echo(f"Tốt: {seq} dòng nhật ký dựng lại đúng trạng thái; {count} minh chứng; {head}")
    if proof:
        told = f"{proof.proved}/{proof.rows} dòng còn chứng minh được"
        click.echo(f"Nhật ký trước khi niêm lời ghi: {told}.")


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Kiểm tra máy và cấu hình trước khi dùng thật."""
    from clearance.exchange.plans.kept_pieces import undivided  # reads shapes, as the next does
    from clearance.maps.unsound import unsound

    settings, store = desk().settings, desk().store
    faults = [
        *((True, words) for words in _ending_law()),
        *((True, f"Có thể mất dữ liệu: {risk}.") for risk in dialect.risks(store)),
        (not settings.secure, "CLEARANCE_SECURE=0: điện thoại cần HTTPS để làm việc."),
        (settings.data.stat().st_mode & 0o077 != 0, f"{settings.data}: người khác đọc được."),
        (meta.read(store, "demo") == "1", "Đây là dữ liệu dùng thử."),
        (not store.query("SELECT 1 FROM login"), "Chưa có ai đặt mật khẩu: chạy `flask init`."),
    ]
    found = [words for is_wrong, words in faults if is_wrong]
    found += [
        f"Không vẽ được {subject} {code}: hình rỗng hoặc hỏng, bản đồ bỏ qua; nhập lại bản vẽ"
        f" của {code}."
        for subject, code in unsound(store)
    ]
    if whole := sum(1 for _ in undivided(store)):
        found += [
            f"{whole} thửa, công trình, mộ gồm nhiều phần còn ghi là một khoảng liền, chặn cả"
            " quãng giữa: chạy `flask pieces`."
        ]
    if found:
        refuse(*found)
    click.echo("Tốt.")


def _ending_law() -> Iterator[str]:
    """What to say of each body of law that ends soon, or has ended, with none after it."""
    store, today = desk().store, local_day(desk().clock())
    for code, row in ending(load_law(store, meta.project_uid(store)), today).items():
        clocks = deadlines.count_past(store, code, row.until_on or "")
        day = show_date(date.fromisoformat(row.until_on or ""))
        yield (
            f"{row.ends} ({code}) hết hiệu lực sau ngày {day}, chưa có văn bản thay thế;"
            f" {clocks} hạn đang mở vượt quá ngày ấy. Có văn bản mới: `flask law apply`."
        )


COMMANDS = (check, doctor)
