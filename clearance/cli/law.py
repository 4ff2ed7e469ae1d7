"""The law from the terminal: what new rows would change, applying them, a year's days off."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from clearance.cli.terminal import desk, progress, refuse
from clearance.exchange.feeds.law_file import read_law_file
from clearance.record import record_all
from clearance.record.law_preview import shifts
from clearance.record.replay import recount
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.basics.days import local_day, parse_day
from clearance.rules.basics.holidays import days_off
from clearance.rules.procedure.law import Law
from clearance.rules.procedure.law_changes import (
    patch_of,
    regime_from,
    rows_as_patches,
    season_from,
    term_from,
    year_patch,
)
from clearance.rules.procedure.law_shipped import SHIPPED_LAW, with_end
from clearance.store.cases.law import list_rows, load_law
from clearance.store.journal import changes, meta

Patch = Mapping[str, Any]
Rows = list[tuple[str, Patch]]
#: Subject and code of a row → its uid.
Known = Mapping[tuple[str, str], str]
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FIRST_YEAR, _LAST_YEAR = 2014, 2099


def law_changes(project: str, years: Iterable[int], confirmed: Iterable[int]) -> list[Change]:
    """The changes by which a new project gets the shipped law and the days off of some years."""
    sure = set(confirmed)
    rows: Rows = list(rows_as_patches(SHIPPED_LAW))
    rows += [
        ("calendar_year", year_patch(year, days_off(year), is_confirmed=year in sure))
        for year in years
    ]
    return [_registered(project, subject, patch) for subject, patch in rows]


@click.group("law")
def law() -> None:
    """Quy định theo dòng: chế độ pháp luật, thời hạn, mùa trong năm, ngày nghỉ từng năm."""


@law.command("diff")
@click.argument("file", type=_FILE, required=False)
@with_appcontext
def diff(file: Path | None) -> None:
    """Xem dòng mới sẽ đổi hồ sơ đang mở nào, chưa ghi gì."""
    now, rows = _current(), _news(file)
    if not rows:
        click.echo("Không có dòng nào mới.")
        return
    for subject, patch in rows:
        click.echo(f"{subject} {patch['code']}: {patch['source']}")
    if any(subject == "season" for subject, _patch in rows):
        click.echo("Dự báo và việc cần gỡ sẽ tính lại ngay theo mùa mới.")
    found = list(shifts(desk().store, now, _with(now, rows), local_day(desk().clock())))
    click.echo(f"Hồ sơ đang mở sẽ tính khác nếu mở lại hôm nay: {len(found)}")
    for each in found:
        click.echo(
            f"  {each.code} {each.step}: hạn {each.due_on} → {each.new_due_on};"
            f" sớm nhất {each.opens_on or '-'} → {each.new_opens_on or '-'}"
        )


@law.command("apply")
@click.argument("file", type=_FILE)
@with_appcontext
def apply(file: Path) -> None:
    """Ghi các dòng của tệp; hạn đã tính giữ nguyên, hạn mở từ nay theo dòng mới."""
    store, project = desk().store, _project()
    rows = _news(file)
    if not rows:
        click.echo("Không có dòng nào mới.")
        return
    batch = _shipped_until_now(project)
    known = {(change.subject, change.patch["code"]): change.subject_uid for change in batch}
    batch += [_change(project, subject, patch, known) for subject, patch in rows]
    record_all(store, batch, TERMINAL, desk().clock())
    click.echo(f"Đã ghi {len(rows)} dòng. Hạn đã tính của các hồ sơ giữ nguyên.")


@law.command("holidays")
@click.argument("year", type=click.IntRange(_FIRST_YEAR, _LAST_YEAR))
@click.option("--add", "added", multiple=True, help="Thêm một ngày nghỉ YYYY-MM-DD.")
@click.option("--drop", "dropped", multiple=True, help="Bỏ một ngày YYYY-MM-DD.")
@click.option("--confirm", is_flag=True, help="Đã đối chiếu với thông báo nghỉ của năm.")
@with_appcontext
def holidays(year: int, added: tuple[str, ...], dropped: tuple[str, ...], confirm: bool) -> None:
    """Điền sẵn ngày nghỉ của một năm để cán bộ đối chiếu rồi xác nhận."""
    wrong = [day for day in (*added, *dropped) if not parse_day(day) or day[:4] != str(year)]
    if wrong:
        refuse(
            *(
                f"“{day}” không phải một ngày của năm {year}. Ghi theo mẫu {year}-01-31."
                for day in wrong
            )
        )
    project = _project()
    found = [r for r in list_rows(desk().store, "calendar_year", project) if r["code"] == str(year)]
    days = json.loads(found[0]["days"]) if found else days_off(year)
    days = sorted({*days, *added} - {*dropped})
    is_sure = confirm or any(row["is_confirmed"] for row in found)
    patch = year_patch(year, days, is_confirmed=is_sure)
    record_all(
        desk().store, [_change(project, "calendar_year", patch, {})], TERMINAL, desk().clock()
    )
    click.echo(f"{year}: {', '.join(days)}")
    click.echo("Đã xác nhận." if is_sure else "Chưa xác nhận: đối chiếu rồi thêm --confirm.")


@law.command("recount")
@with_appcontext
def recount_clocks() -> None:
    """Tính lại hạn của mọi hồ sơ từ nhật ký: một lần, sau khi lên phiên bản có hạn theo dòng."""
    store = desk().store
    with progress("Tính lại từ nhật ký", changes.head(store)[0]) as tick:
        count = recount(store, tick)
    click.echo(f"Đã tính lại {count} hạn.")


def _project() -> str:
    project = meta.project_uid(desk().store)
    if not project:
        refuse("Chưa có dự án: chạy `flask init` trước.")
    return project


def _shipped_until_now(project: str) -> list[Change]:
    """The shipped rows of each kind of which the project has none of its own: they stay."""
    kinds = {"regime", "term", "season"}
    bare = {kind for kind in kinds if not list_rows(desk().store, kind, project)}
    return [change for change in law_changes(project, (), ()) if change.subject in bare]


def _current() -> Law:
    return load_law(desk().store, _project())


def _news(file: Path | None) -> Rows:
    """The rows of a file, or the shipped ones, that say something new here."""
    now = _current()
    rows: Rows = list(rows_as_patches(SHIPPED_LAW))
    if file:
        read = read_law_file(file, {regime.code for regime in now.regimes})
        if read.faults:
            refuse(*(fault.text() for fault in read.faults))
        rows = [(subject, _filled(patch)) for subject, patch in read.rows]
    known = dict(_keyed(rows_as_patches(now)))
    return [
        (subject, patch)
        for (subject, code), patch in _keyed(rows)
        if known.get((subject, code)) != patch
    ]


def _filled(patch: Patch) -> Patch:
    """The row with what it leaves out as nothing."""
    lists = {"counted_from": "[]", "regimes": "[]", "trait": ""} if "kind" in patch else {}
    whole = {**lists, "is_verified": 0, **patch}
    if "from_on" not in patch:
        return whole
    return patch_of(with_end(regime_from({"until_on": None, "until_source": None, **whole})))


def _keyed(rows: Iterable[tuple[str, Patch]]) -> list[tuple[tuple[str, str], Patch]]:
    return [((subject, patch["code"]), patch) for subject, patch in rows]


def _with(now: Law, rows: Rows) -> Law:
    """The law with those rows in force."""
    regimes = {r.code: r for r in now.regimes}
    terms = {t.code: t for t in now.terms}
    seasons = {s.code: s for s in now.seasons}
    regimes |= {p["code"]: regime_from(p) for subject, p in rows if subject == "regime"}
    terms |= {p["code"]: term_from(p) for subject, p in rows if subject == "term"}
    seasons |= {p["code"]: season_from(p) for subject, p in rows if subject == "season"}
    return Law(
        tuple(regimes.values()), tuple(terms.values()), now.calendar, tuple(seasons.values())
    )


def _registered(project: str, subject: str, patch: Patch, uid: str = "") -> Change:
    return Change(subject, uid or new_uid(), "registered", patch, project_uid=project)


def _change(project: str, subject: str, patch: Patch, known: Known) -> Change:
    """A new row, or the revision of the one with that code."""
    rows = {row["code"]: row["uid"] for row in list_rows(desk().store, subject, project)}
    uid = rows.get(patch["code"]) or known.get((subject, patch["code"]))
    if not uid:
        return _registered(project, subject, patch)
    return Change(subject, uid, "revised", patch, project_uid=project)


COMMANDS = (law,)
