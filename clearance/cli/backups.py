"""Backup and restore at the terminal."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from clearance.cli.terminal import desk, refuse
from clearance.rules.basics.days import VIETNAM, stamp
from clearance.store import is_full
from clearance.store.journal import changes
from clearance.store.keeping import backup, last_runs, restoring

_NOT_SIGNED = {
    "missing": "Tệp sao lưu không có chữ ký: do phiên bản trước làm ra, hoặc đã bị sửa.",
    "no_key": "Không có khóa để kiểm chữ ký: đưa khóa cất riêng bằng --key TỆP.",
    "wrong": "Chữ ký không khớp với khóa: tệp đã bị sửa, hoặc máy khác làm ra; khi ấy đưa khóa của"
    " máy đó bằng --key TỆP.",
}
_RISK = (
    "Ai sửa được tệp ấy có thể đã thêm tài khoản quản trị, đổi số liệu hay minh chứng mà các phép"
    " kiểm khác không thấy."
)
_SIGNED_OUT = (
    "Mọi người phải đăng nhập lại. Mã truy cập của chương trình, lịch và liên kết một lần đã hết"
    " hiệu lực: cấp lại bằng `flask token`, `flask user link`."
)


@click.command("backup")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Tệp .tar sẽ ghi.")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    help="Chỉ giữ từng này bản mới nhất trong thư mục; bỏ trống = giữ tất cả.",
)
@with_appcontext
def back_up(output: Path | None, keep: int | None) -> None:
    """Sao lưu cơ sở dữ liệu, minh chứng vào một tệp có chữ ký."""
    at = desk().clock().astimezone(VIETNAM).strftime("%Y%m%d-%H%M%S")
    data = desk().settings.data
    target = output or desk().settings.backups / f"{backup.PREFIX}{at}.tar"
    has_key = (data / backup.SIGNING_KEY).exists()
    begun = stamp(desk().clock())
    made = backup.back_up(desk().store, data, target)
    seq, head = changes.head(desk().store)
    last_runs.note(data, last_runs.BACKUP, begun, seq, head)
    click.echo(f"{made}  {made.stat().st_size} byte  nhật ký đến số {seq}  {head[:16]}")
    for old in backup.prune(made.parent, keep) if keep else ():
        click.echo(f"Đã xóa bản cũ {old.name}.")
    if not has_key:
        click.echo(
            f"Khóa ký các bản sao lưu: {data / backup.SIGNING_KEY}. Chép sang nơi khác, để"
            " riêng với các bản sao lưu: cần khóa này khi khôi phục trên máy khác.",
            err=True,
        )


@click.command("restore")
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Khóa đã ký bản sao lưu (backup.key); bỏ trống = khóa của thư mục dữ liệu này.",
)
@click.option("--unsigned", is_flag=True, help=f"Nhận cả khi chữ ký thiếu hoặc sai. {_RISK}")
@with_appcontext
def restore(archive: Path, yes: bool, key: Path | None, unsigned: bool) -> None:
    """Khôi phục từ một tệp sao lưu; dữ liệu cũ được chuyển sang bên, không xóa."""
    settings = desk().settings
    if not yes:
        click.confirm(f"Thay dữ liệu trong {settings.data} bằng {archive}?", abort=True)
    at = stamp(desk().clock()).replace(":", "")
    where = (archive, settings.data, desk().store, at)
    try:
        signer = key.read_bytes() if key else None
        done = restoring.restore(*where, signer, takes_unsigned=unsigned)
    except OSError as error:
        if is_full(error):
            raise
        refuse(f"Chưa khôi phục được: {error}. Không có gì thay đổi.")
    except restoring.BadBackup as error:
        refuse(f"Tệp sao lưu không nguyên vẹn: {error}. Không có gì thay đổi.")
    except restoring.NotSigned as error:
        refuse(
            f"{_NOT_SIGNED[str(error)]} Không có gì thay đổi.",
            f"Nếu vẫn muốn dùng tệp này: thêm --unsigned. {_RISK}",
        )
    _tell(done)


def _tell(done: restoring.Restored) -> None:
    """What was restored, and what everybody has to do now."""
    click.echo(f"Đã khôi phục. Dữ liệu cũ ở {done.aside}.")
    click.echo(_SIGNED_OUT)
    if done.unsigned:
        click.echo(f"{_NOT_SIGNED[done.unsigned]} {_RISK}", err=True)
    if done.shut:
        names = ", ".join(done.shut)
        click.echo(
            f"Tài khoản đã khóa sau ngày sao lưu, nay lại mở trong sổ: {names}. Mật"
            " khẩu của họ đã bị gỡ nên chưa ai vào được; hãy khóa lại ở trang Tài"
            " khoản.",
            err=True,
        )
    if done.roles:
        names = ", ".join(f"{name} ({then}, đến nay là {now})" for name, then, now in done.roles)
        click.echo(
            f"Vai trò đã đổi sau ngày sao lưu, nay trở lại như cũ: {names}. Hãy sửa lại ở trang"
            " Tài khoản.",
            err=True,
        )


COMMANDS = (back_up, restore)
