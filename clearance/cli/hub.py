"""`flask hub`: a centre takes the journals of offices, over the wire or by a signed file."""

import os
from pathlib import Path

import click
from flask.cli import with_appcontext

from clearance.cli.terminal import desk, progress, refuse
from clearance.exchange.feeds.feed_file import read_feed, read_key
from clearance.exchange.feeds.feed_wire import Office, read_address
from clearance.record import take_page
from clearance.record.hub_intake import Taken
from clearance.rules.basics.days import local_day
from clearance.rules.basics.faults import Refused
from clearance.rules.records.freshness import days_since, freshness
from clearance.rules.records.hub_page import MOST, stopped
from clearance.store.journal import origins

#: The token's other way in: a program that keeps secrets gives them in the environment.
TOKEN = "CLEARANCE_HUB_TOKEN"  # noqa: S105 – a name, not a token
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("hub")
def hub() -> None:
    """Trung tâm: lấy nhật ký của các đơn vị về một nơi."""


@hub.command("pull")
@click.argument("address", metavar="URL")
@click.option("--token-file", type=_FILE, help=f"Tệp chứa mã truy cập; không có thì đọc {TOKEN}.")
@click.option("--most", type=click.IntRange(1, MOST), default=MOST, help="Số dòng mỗi trang.")
@with_appcontext
def pull(address: str, token_file: Path | None, most: int) -> None:
    """Lấy tiếp nhật ký của một đơn vị qua HTTPS; bị ngắt thì chạy lại."""
    token = token_file.read_text("utf-8") if token_file else os.environ.get(TOKEN, "")
    try:
        _tell(*_pull(read_address(address, token.strip()), most))
    except Refused as error:
        refuse(*(fault.text() for fault in error.faults))


def _pull(office: Office, most: int) -> tuple[Taken, int]:
    """Page after page until the journal's end; each page is a transaction of its own."""
    store, new = desk().store, 0
    known = origins.find_at(store, office.address) or {"seq": 0}
    page = office.ask(known["seq"], most)
    with progress("Lấy nhật ký", max(page.head_seq - known["seq"], 0)) as tick:
        while True:
            taken = take_page(store, page, office.address, desk().clock())
            new += taken.new
            tick(taken.new)
            if taken.seq >= page.head_seq:
                return taken, new
            page = office.ask(taken.seq, most)


@hub.command("take")
@click.argument("file", type=_FILE)
@click.option("--key-file", type=_FILE, required=True, help="Khóa chung với đơn vị gửi tệp.")
@with_appcontext
def take(file: Path, key_file: Path) -> None:
    """Nhận nhật ký từ tệp có chữ ký (`flask export feed`): cả tệp hoặc không gì cả."""
    try:
        _tell(*_take(file, read_key(key_file)))
    except Refused as error:
        refuse(*(fault.text() for fault in error.faults))


def _take(path: Path, key: bytes) -> tuple[Taken, int]:
    store, new, taken = desk().store, 0, Taken(0)
    with path.open("rb") as file, store.atomic(), progress("Nhận nhật ký", None) as tick:
        for page in read_feed(file, key, path.name):
            taken = take_page(store, page, "", desk().clock())
            new += taken.new
            tick(taken.new)
        if taken.seq < page.head_seq:
            raise stopped("tệp thiếu phần cuối.", "Chép lại tệp từ đơn vị.", path.name)
    return taken, new


def _tell(taken: Taken, new: int) -> None:
    words = f"Đã lấy {new} dòng mới" if new else "Không có gì mới"
    click.echo(f"{words}; nhật ký của đơn vị đến số {taken.seq}.")


@hub.command("list")
@with_appcontext
def list_all() -> None:
    """Các đơn vị đã lấy tin: mã, tên, đến số nào, tin cách đây bao nhiêu ngày."""
    today = local_day(desk().clock())
    for row in origins.list_projects(desk().store):
        if row["seq"] is not None:
            days = days_since(row["news_at"], today)
            words = f"{row['code']}  {row['name']}  {row['url'] or '(tệp)'}  số {row['seq']}"
            click.echo(f"{words}  {freshness(days).vi} ({'–' if days is None else days} ngày)")


COMMANDS = (hub,)
