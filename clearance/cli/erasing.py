"""`flask erase`: take out what is written of one person; who did it and why stays."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from clearance.cli.terminal import desk, refuse
from clearance.record import record
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Change
from clearance.rules.basics.days import VIETNAM
from clearance.rules.basics.refusals import REFUSALS
from clearance.rules.records.remarks import REMARKS
from clearance.store.cases import state
from clearance.store.engine import dialect
from clearance.store.journal import changes, meta
from clearance.store.keeping import erasure
from clearance.store.people import accounts
from clearance.store.upgrade.sealing import REASONS

_CODES = {"household": "code", "grave": "code", "person": "name"}
_WRITTEN = ("identity", "remark", "search_text", *REASONS, *(s for s, of in REMARKS.items() if of))


@click.command("erase")
@click.argument("what", type=click.Choice([*_CODES, "report"]))
@click.argument("key", metavar="MÃ")
@click.option("--by", required=True, help="Tên đăng nhập của quản trị quyết định xóa.")
@click.option("--why", required=True, help="Căn cứ: số đơn, số quyết định; đừng ghi tên người.")
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@with_appcontext
def erase(what: str, key: str, by: str, why: str, yes: bool) -> None:
    """Xóa những gì viết về một người: hộ, thân nhân của mộ, tài khoản, hoặc lời của một báo cáo
    (report SỐ: số dòng nhật ký). Mốc ngày, số tiền, mã hồ sơ giữ nguyên."""
    change = _report(key) if what == "report" else _person(what, key)
    files = erasure.count_files(desk().store, _things(change))
    if not yes:
        click.confirm(f"Xóa hẳn những gì viết về {what} {key}? Không lấy lại được.", abort=True)
    _record(change, _admin(by), why)
    is_scrubbed = dialect.scrub(desk().store, _WRITTEN)
    click.echo(f"Đã xóa những gì viết về {what} {key}; nhật ký ghi ai xóa và vì sao.")
    _tell_what_is_left(files, is_scrubbed)


def _person(what: str, key: str) -> Change:
    store = desk().store
    row = state.find_code(store, what, meta.project_uid(store), key, _CODES[what])
    if row is None:
        refuse(f"Không có {what} {key}.")
    return Change(what, row["uid"], "erased", project_uid=row["project_uid"])


def _report(key: str) -> Change:
    store = desk().store
    row = changes.find_numbered(store, int(key)) if key.isdecimal() else None
    if row is None:
        refuse(f"Không có dòng nhật ký số {key}.")
    project = meta.project_uid(store)
    return Change("project", project, "erased", project_uid=project, about=row["uid"])


def _things(change: Change) -> list[str]:
    if change.about:
        return []
    return erasure.family_of(desk().store, change.subject, change.subject_uid)


def _admin(name: str) -> Who:
    person: dict[str, Any] = accounts.find_person(desk().store, name) or {}
    if person.get("role") != "admin" or not person["is_active"]:
        refuse(f"{name} không phải tài khoản quản trị đang mở.")
    return Who(person["uid"], person["name"], person["role"])


def _record(change: Change, who: Who, why: str) -> None:
    outcome = record(desk().store, replace(change, why=why), who, desk().clock())
    if not outcome.is_accepted:
        refuse(f"Không xóa: {REFUSALS[outcome.reason or 'bad_value'].vi}")


def _tell_what_is_left(files: int, is_scrubbed: bool) -> None:
    """Where the values still are: older copies, photos, pages of a reader."""
    for path in _copies():
        at = datetime.fromtimestamp(path.stat().st_mtime, VIETNAM).strftime("%d/%m/%Y %H:%M")
        click.echo(f"Bản cũ còn giữ: {path} ({at}). Xóa hoặc thay bằng bản sao lưu mới.")
    click.echo("Bản sao ở nơi khác (máy khác, USB, Litestream, máy chủ dự phòng): tìm và xóa tay.")
    if files:
        click.echo(f"Còn {files} tệp minh chứng của hồ sơ: giữ hay hủy theo quy định lưu trữ.")
    if not is_scrubbed:
        click.echo("Máy chủ đang đọc: khởi động lại rồi chạy lại lệnh này để xóa cả tệp -wal.")


def _copies() -> list[Path]:
    """Backups, and folders that a restore set aside."""
    settings = desk().settings
    aside = settings.data.parent.glob(f"{settings.data.name}.before-*")
    return sorted((*settings.backups.glob("*.tar"), *aside))


COMMANDS = (erase,)
