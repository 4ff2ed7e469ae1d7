"""Files in: `flask import`."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import with_appcontext

from clearance.cli import outbox
from clearance.cli.terminal import desk, progress, refuse, written_whole
from clearance.exchange.files.import_questions import QUESTIONS
from clearance.exchange.lists.totals import show_sum
from clearance.exchange.plans.importing import TARGETS, Wish, make_plan
from clearance.exchange.plans.plan import Plan
from clearance.exchange.plans.snapshot import saved_maps, snapshot_of
from clearance.exchange.plans.templates import TABLES
from clearance.exchange.plans.templates import template as template_of
from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL, Who
from clearance.rules.basics.changes import Change
from clearance.rules.basics.days import local_day
from clearance.rules.basics.faults import Refused
from clearance.rules.basics.scopes import SCOPES
from clearance.rules.records.subjects import BASE_KINDS, OUTSIDE
from clearance.store.journal import meta
from clearance.store.people import accounts

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("target", type=click.Choice([*TARGETS, "outbox"]))
@click.argument("file", type=_FILE, required=False)
@click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Ghi mẫu danh sách (.xlsx) ra tệp này rồi dừng.",
)
@click.option("--crs", type=int, help="Mã EPSG của tệp, khi tệp không khai hoặc khai sai.")
@click.option("--layer", default="", help="Lớp cần đọc của bản vẽ.")
@click.option(
    "--kind",
    type=click.Choice(BASE_KINDS),
    default=None,
    help="Nền bản đồ là gì, khi tệp không có cột Loại.",
)
@click.option(
    "--ignore-column",
    "ignored",
    multiple=True,
    help="Cột có giá trị mà không nhập: tên hoặc chữ cái; ghi nhiều lần được.",
)
@click.option(
    "--outside",
    type=click.Choice(OUTSIDE),
    default=None,
    help="Thửa, công trình, mộ nằm ngoài phạm vi: aside không chặn mét nào, blocks vẫn chặn.",
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="CÂU=TRẢ_LỜI",
    help="Trả lời một câu hỏi của lần nhập, ví dụ numbers=vi; ghi nhiều lần được.",
)
@click.option(
    "--scope",
    type=click.Choice(SCOPES),
    default=None,
    help="Thửa, công trình, mộ trong tệp thuộc phạm vi nào, khi dòng không ghi.",
)
@click.option("--map", "map_name", default="", help="Tên bảng đối chiếu cột đã lưu.")
@click.option("--by", default="", help="Người giữ hồ sơ mới đến khi giao lại; mặc định: quản trị.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem, không ghi.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@with_appcontext
def import_file(
    target: str,
    file: Path | None,
    template: Path | None,
    crs: int | None,
    layer: str,
    kind: str | None,
    ignored: tuple[str, ...],
    outside: str | None,
    answers: tuple[str, ...],
    scope: str | None,
    map_name: str,
    by: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Nhập một tệp: tất cả hoặc không gì cả; nhập lại cùng tệp không đổi gì."""
    if template:
        _write_template(target, template)
        return
    if file is None:
        raise click.UsageError("Thiếu tên tệp cần nhập.")
    store = desk().store
    if not meta.project_uid(store):
        refuse("Chưa có dự án: chạy `flask init` trước.")
    who = _person(by) if by else administrator()
    if target == "outbox":
        _bring(file, who, dry_run, as_json)
    columns = saved_maps(store, target).get(map_name) if map_name else None
    if map_name and columns is None:
        refuse(f"Không có bảng đối chiếu cột tên {map_name}.")
    how = (crs, layer, columns, kind or "", ignored, outside or "", local_day(desk().clock()))
    wish = Wish(file, file.name, *how, _answers(answers), scope or "")
    plan = make_plan(target, wish, snapshot_of(store))
    _answer(plan, as_json)
    if plan.faults:
        sys.exit(1)
    if not dry_run:
        _write(plan, who)


def _write_template(target: str, output: Path) -> None:
    """The list to fill in, with its columns described."""
    if target not in TABLES:
        refuse("Mục chưa gửi của điện thoại không có mẫu.")
    with written_whole(output) as draft:
        draft.write_bytes(template_of(target))
    click.echo(f"{output}  {output.stat().st_size} byte")


def _answers(given: tuple[str, ...]) -> dict[str, str]:
    """Question → answer; a wrong one ends the command with those that there are."""
    answers = dict(one.partition("=")[::2] for one in given)
    for name, answer in answers.items():
        if name not in QUESTIONS or answer not in QUESTIONS[name].answers:
            known = ", ".join(question.option() for question in QUESTIONS.values())
            raise click.UsageError(f"Không có câu trả lời {name}={answer}; có: {known}")
    return answers


def _bring(file: Path, who: Who, dry_run: bool, as_json: bool) -> NoReturn:
    """A phone's file: each report stands or falls alone, in the name of whoever made it."""
    lines = outbox.bring(file, who, dry_run)
    if as_json:
        click.echo(json.dumps(lines, ensure_ascii=False, indent=1))
    else:
        outbox.say(lines)
    sys.exit(any(line.get("standing") in ("refused", "mismatch") for line in lines))


def _person(name: str) -> Who:
    """The account in whose name the lists come in."""
    row = accounts.find_person(desk().store, name)
    if not row or not row["is_active"]:
        refuse(f"Không có tài khoản đang dùng tên {name}.")
    return Who(row["uid"], row["name"], row["role"])


def administrator() -> Who:
    """The first administrator at work, in whose name lists come in when nobody is named."""
    rows = accounts.list_people(desk().store)
    found = (row for row in rows if row["role"] == "admin" and row["is_active"])
    return next((Who(row["uid"], row["name"], "admin") for row in found), TERMINAL)


def _write(plan: Plan, who: Who) -> None:
    """Record the whole plan in one transaction."""
    with progress("Ghi", len(plan.changes)) as tick:
        try:
            record_all(desk().store, _counted(plan.changes, tick), who, desk().clock())
        except Refused as refused:
            refuse(*(fault.text() for fault in refused.faults))


def _counted(changes: list[Change], tick: Callable[[int], Any]) -> Iterator[Change]:
    for change in changes:
        tick(1)
        yield change


def _answer(plan: Plan, as_json: bool) -> None:
    if as_json:
        told: dict[str, Any] = {"target": plan.target, "file": plan.file, "sha256": plan.sha256}
        told |= plan.counts()
        told |= {
            "account": plan.account,
            "faults": [f.as_dict() for f in plan.faults],
            "notes": [f.as_dict() for f in plan.notes],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for line in (*(f"ghi chú: {note.text()}" for note in plan.notes), *_accounted(plan.account)):
        click.echo(line, err=True)
    for fault in plan.faults:
        click.echo(fault.text(), err=True)
    if plan.faults:
        return
    for words, counts in (("mới", plan.new), ("sửa", plan.changed), ("không đổi", plan.unchanged)):
        for subject, number in sorted(counts.items()):
            click.echo(f"{words}: {number} {subject}")


def _accounted(account: dict[str, Any]) -> Iterator[str]:
    """Every row and column of the file in words."""
    if not account:
        return
    rows, read = account["rows"], account["read"]
    yield f"dòng: {rows} trong tệp, đọc {read}, không đọc {rows - read}"
    for left in account["left_out"]:
        sheet = f"trang tính {left['sheet']}, " if left["sheet"] else ""
        yield f"không đọc: {sheet}dòng {left['rows']}: {left['why']}"
    for column in account["columns"]:
        said = ", đã xác nhận" if column["confirmed"] else ""
        yield f"không nhập: cột {column['column']}: {column['values']} giá trị{said}"
    for total in account["totals"]:
        written, read = show_sum(total["written"]), show_sum(total["read"])
        yield f"dòng cộng {total['row']}, cột {total['column']}: ghi {written}, đọc được {read}"


COMMANDS = (import_file,)
