"""`flask move`: the whole database to the other engine, and back."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from clearance.cli.terminal import desk, progress, refuse
from clearance.settings import BadSetting, read_database
from clearance.store import Unreachable, open_store
from clearance.store.journal import changes
from clearance.store.keeping import transfer


@click.command("move")
@click.option("--to", "address", required=True, help="postgresql://… hoặc đường dẫn tệp SQLite.")
@with_appcontext
def move(address: str) -> None:
    """Chép cả cơ sở dữ liệu sang nơi khác, trọn vẹn hoặc không gì cả; bị ngắt thì chạy lại."""
    try:
        target = read_database(address)
        is_new = _move(target)
    except (BadSetting, Unreachable) as error:
        refuse(str(error))
    except transfer.NotEmpty:
        refuse("Nơi nhận đã có dữ liệu khác. Không có gì thay đổi.")
    except transfer.NotEqual as error:
        refuse(f"Bản chép khác bản gốc ở: {error}. Không giữ lại gì.")
    seq, head = changes.head(desk().store)
    click.echo(
        f"{'Đã chép' if is_new else 'Nơi nhận đã có đúng dữ liệu này'}:"
        f" {transfer.count_rows(desk().store)} dòng, từng giá trị bằng nhau;"
        f" nhật ký đến số {seq}, {head[:16]}."
    )
    click.echo(
        "Đặt CLEARANCE_DATABASE theo nơi mới rồi khởi động lại; chưa đặt thì vẫn ghi ở nơi cũ."
    )


def _move(target: Path | str) -> bool:
    """Whether anything was moved; False when all of it was there already."""
    source = desk().store
    total = transfer.count_rows(source)
    if not total:
        refuse("Chưa có dữ liệu để chép.")
    with progress("Chép", total) as tick:
        if isinstance(target, Path):
            return transfer.move_to_file(source, target, tick)
        return transfer.move(source, open_store(target, source.digest_key), tick)


COMMANDS = (move,)
