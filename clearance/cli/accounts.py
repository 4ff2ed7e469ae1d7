"""Accounts from the server's terminal: the first administrator, people, tokens."""

import sys
from datetime import timedelta
from typing import Any

import click
from flask.cli import with_appcontext

from clearance.cli.law import law_changes
from clearance.cli.terminal import desk, refuse
from clearance.geo.crs import DEFAULT
from clearance.record import record_all
from clearance.record.areas import WHOLE, Assigned, assignment, find_area
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.basics.days import local_day, stamp
from clearance.rules.basics.faults import Refused
from clearance.rules.records.subjects import ROLES
from clearance.store.engine import scope
from clearance.store.journal import meta
from clearance.store.people import accounts, secrets, units

_NOWHERE = Assigned((), ())
_UNITS = "Mã đơn vị, cách nhau bằng dấu phẩy; all = toàn dự án."


def one_time_link(person_uid: str, minutes: int) -> str:
    """A link at which the person chooses a password, once, within so many minutes."""
    token = secrets.new_token()
    until = stamp(desk().clock() + timedelta(minutes=minutes))
    accounts.write_login(
        desk().store, person_uid, link_hash=secrets.token_hash(token), link_until=until
    )
    return f"/welcome/{token}"


def _register(name: str, role: str, full_name: str, area: Assigned = _NOWHERE) -> str:
    """Record a new account with its areas."""
    store, now, uid = desk().store, desk().clock(), new_uid()
    project = meta.project_uid(store)
    patch: dict[str, Any] = {"name": name, "role": role, "is_active": 1}
    patch |= {"full_name": full_name} if full_name else {}
    person = Change("person", uid, "registered", patch, project_uid=project)
    given = assignment(store, uid, area, local_day(now), None, project)
    record_all(store, [person, *given], TERMINAL, now)
    return uid


def _begin(patch: dict[str, Any]) -> None:
    """Record the project and its law, or say why not."""
    store, now, uid = desk().store, desk().clock(), new_uid()
    year = int(local_day(now)[:4])
    project = Change("project", uid, "registered", patch, project_uid=uid)
    try:
        record_all(store, [project, *law_changes(uid, (year, year + 1), ())], TERMINAL, now)
    except Refused as refused:
        refuse(*(fault.text() for fault in refused.faults))


def _area(codes: str) -> Assigned:
    """The area of those codes; `all` is the whole project. Refuses codes of no unit."""
    store = desk().store
    wanted = [code.strip() for code in codes.split(",") if code.strip()]
    known = units.by_code(store, local_day(desk().clock()))
    if unknown := [code for code in wanted if code not in {*known, WHOLE}]:
        refuse(*(f"Không có đơn vị mã {code}." for code in unknown))
    area = find_area(store, [known.get(code, code) for code in wanted])
    if wanted and not area.given:
        refuse("Chưa có đơn vị nào: nhập đơn vị hành chính trước (flask import units TỆP).")
    return area


def _tell(person_uid: str, name: str, role: str, area: Assigned) -> None:
    """Say which units were given, with their days, and how many cases lie there."""
    if area.divided:
        click.echo(f"Đã chia cho nhiều đơn vị, chưa giao: {area.divided_in_words()}.")
    if not area.given:
        told = f"Chưa giao phạm vi: {name} chưa thấy hồ sơ nào. Giao bằng"
        click.echo(f"{told} `flask user grant {name} --units MÃ,…` (all = toàn dự án).")
        return
    who = Who(person_uid, name, role)
    count = scope.count_cases(desk().store, who, local_day(desk().clock()))
    click.echo(f"Phạm vi: {area.given_in_words()}.\nHộ và mộ trong phạm vi: {count}.")


@click.command("init")
@click.option("--project", "project_name", default="Dự án", help="Tên dự án.")
@click.option("--code", default="DA", help="Mã dự án.")
@click.option("--admin", default="admin", help="Tên đăng nhập của quản trị đầu tiên.")
@click.option("--full-name", default="", help="Họ và tên của quản trị ấy.")
@click.option("--origin", default="http://127.0.0.1:8000", help="Địa chỉ trang, để in liên kết.")
@click.option("--crs", default=DEFAULT, show_default=True, help="Mã EPSG hệ VN-2000 của dự án.")
@click.option("--begun-on", default="", help="Ngày dự án bắt đầu (YYYY-MM-DD); ghi sau cũng được.")
@with_appcontext
def init(
    project_name: str,
    code: str,
    admin: str,
    full_name: str,
    origin: str,
    crs: int,
    begun_on: str,
) -> None:
    """Tạo dự án và quản trị đầu tiên; in liên kết dùng một lần (15 phút)."""
    store = desk().store
    if any(p["role"] == "admin" for p in accounts.list_people(store)):
        refuse("Đã có quản trị. Dùng `flask user link TÊN` để cấp lại liên kết.")
    if not meta.project_uid(store):
        today = local_day(desk().clock())
        patch = {"code": code, "name": project_name, "crs": crs, "usable_m": 500}
        patch["surveys_from"] = today  # a metre counts as clear where every kind was surveyed
        _begin(patch | ({"begun_on": begun_on} if begun_on else {}))
    link = one_time_link(_register(admin, "admin", full_name), 15)
    click.echo(f"Mở liên kết này trong 15 phút để đặt mật khẩu: {origin}{link}")
    click.echo("Còn phải làm gì: trang Thiết lập dự án (/setup/), hoặc `flask doctor`.")


@click.group("user")
def user() -> None:
    """Tài khoản."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--full-name", default="", help="Họ và tên, hiện ở mọi nơi ghi tên người.")
@click.option("--units", "codes", default="", help=_UNITS)
@click.option("--password-stdin", is_flag=True, help="Đọc mật khẩu từ đầu vào chuẩn.")
@with_appcontext
def add(name: str, role: str, full_name: str, codes: str, password_stdin: bool) -> None:
    """Thêm một tài khoản; in liên kết đặt mật khẩu nếu không cho mật khẩu."""
    store = desk().store
    if accounts.find_person(store, name):
        refuse(f"Đã có tài khoản {name}.")
    area = _area(codes)
    password = sys.stdin.read().strip() if password_stdin else ""
    if password_stdin and secrets.weakness(password):
        refuse(f"Mật khẩu quá ngắn hoặc dễ đoán: cần ít nhất {secrets.LEAST} ký tự.")
    uid = _register(name, role, full_name, area)
    if password:
        accounts.write_login(store, uid, password_hash=secrets.hash_password(password))
        click.echo(f"Đã thêm {name} ({role}).")
    else:
        click.echo(f"Đã thêm {name} ({role}). Liên kết 24 giờ: {one_time_link(uid, 1440)}")
    if role != "admin":
        _tell(uid, name, role, area)


@user.command("grant")
@click.argument("name")
@click.option("--units", "codes", required=True, help=_UNITS)
@with_appcontext
def grant(name: str, codes: str) -> None:
    """Giao thêm phạm vi từ hôm nay."""
    store, now = desk().store, desk().clock()
    person = accounts.find_person(store, name)
    if not person:
        refuse(f"Không có tài khoản {name}.")
    area, project = _area(codes), meta.project_uid(store)
    given = assignment(store, person["uid"], area, local_day(now), None, project)
    record_all(store, given, TERMINAL, now)
    _tell(person["uid"], name, person["role"], area)


@user.command("link")
@click.argument("name")
@with_appcontext
def link(name: str) -> None:
    """Cấp lại liên kết đặt mật khẩu (24 giờ)."""
    person = accounts.find_person(desk().store, name)
    if not person:
        refuse(f"Không có tài khoản {name}.")
    click.echo(one_time_link(person["uid"], 1440))


@user.command("name")
@click.argument("name")
@click.argument("full_name")
@with_appcontext
def set_name(name: str, full_name: str) -> None:
    """Ghi họ và tên của một tài khoản."""
    person = accounts.find_person(desk().store, name)
    if not person:
        refuse(f"Không có tài khoản {name}.")
    if not full_name.strip():
        refuse("Cần ghi họ và tên.")
    project = meta.project_uid(desk().store)
    patch = {"full_name": full_name.strip()}
    change = Change("person", person["uid"], "revised", patch, project_uid=project)
    record_all(desk().store, [change], TERMINAL, desk().clock())


@user.command("links")
@with_appcontext
def links() -> None:
    """In liên kết đặt mật khẩu (24 giờ) cho mọi tài khoản chưa đặt mật khẩu."""
    for row in accounts.list_unopened(desk().store):
        click.echo(f"{row['name']}\t{row['role']}\t{one_time_link(row['uid'], 1440)}")


@click.command("token")
@click.argument("name")
@click.option("--days", default=365, show_default=True)
@click.option("--feed", is_flag=True, help="Mã cho trung tâm: chỉ đọc được nhật ký (/feed).")
@with_appcontext
def token(name: str, days: int, feed: bool) -> None:
    """In một mã truy cập cho chương trình, dùng với Authorization: Bearer."""
    person = accounts.find_person(desk().store, name)
    if not person:
        refuse(f"Không có tài khoản {name}.")
    now, secret = desk().clock(), secrets.new_token()
    accounts.open_session(
        desk().store,
        uid=new_uid(),
        token_hash=secrets.token_hash(secret),
        person_uid=person["uid"],
        kind="feed" if feed else "token",
        device="flask token",
        created_at=stamp(now),
        expires_at=stamp(now + timedelta(days=days)),
    )
    click.echo(secret)


COMMANDS = (init, user, token)
