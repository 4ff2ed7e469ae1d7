"""A list as a page, a sheet, a text file or JSON: the same rows, the same filter, the same day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, abort, jsonify, render_template, request

from clearance.exchange.writers.csv_out import write_csv
from clearance.exchange.writers.xlsx_out import write_xlsx
from clearance.i18n import gettext as _
from clearance.rules.basics.quantities import show_date
from clearance.web.frame import known_as_of
from clearance.web.frame.context import as_of, asked

Row = dict[str, Any]
#: (key, label, kind): kind is text, number, date or money.
Column = tuple[str, str, str]
Rows = Sequence[Mapping[str, Any]]
FORMATS = ("html", "csv", "xlsx", "json")
PAGE = 50


@dataclass(frozen=True, slots=True)
class Cut:
    """Which rows of a list are shown: page number from 1, last page, how many to skip and give."""

    page: int
    last: int
    total: int
    most: int
    skip: int


def wanted() -> str:
    """The format asked for by ?format=, a page when none; 400 when there is no such format."""
    name = asked("format", "html") or "html"
    return name if name in FORMATS else abort(400, _("format: html, csv, xlsx hoặc json."))


def cut(total: int, most: int = PAGE) -> Cut:
    """The rows ?page= asks for, so many to a page; files hold them all."""
    if wanted() in ("csv", "xlsx"):
        return Cut(1, 1, total, total, 0)
    last = max(1, -(-total // most))
    text = asked("page", "1")
    page = min(max(int(text), 1), last) if text.isascii() and text.isdigit() else 1
    return Cut(page, last, total, most, (page - 1) * most)


def answer(columns: Sequence[Column], rows: Rows, name: str, template: str, **context: Any) -> Any:
    """The list in the format asked for; files and JSON hold the columns shown, nothing more."""
    known_as_of.check()
    form = wanted()
    if form == "html":
        return render_template(template, columns=columns, rows=rows, **context)
    plain = [{key: row.get(key) for key, _label, _kind in columns} for row in rows]
    if form == "json":
        return _json(columns, plain, name, context)
    return _file(form, columns, plain, name, str(context.get("title", name)))


def _file(form: str, columns: Sequence[Column], rows: Rows, name: str, title: str) -> Response:
    """A sheet or text file with the day and the filter in its first lines."""
    labels = [str(label) for _key, label, _kind in columns]
    cells = [[_cell(row[key], kind) for key, _label, kind in columns] for row in rows]
    notes = [known_as_of.note(_shown), *_filter_line()]
    write = {
        "csv": lambda: write_csv(labels, cells, [title, *notes]),
        "xlsx": lambda: write_xlsx(title, labels, cells, notes),
    }[form]
    answer = Response(write(), mimetype=_TYPES[form])
    file_name = f"{name}-{as_of()}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer


_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _shown(day: str) -> str:
    return show_date(date.fromisoformat(day))


def _cell(value: Any, kind: str) -> Any:
    """A day as a day, so that a sheet can sort it; all else as it is."""
    return date.fromisoformat(value) if kind == "date" and value else value


def _filter_line() -> list[str]:
    given = ", ".join(f"{name} = {value}" for name, value in chosen().items())
    return [_("Lọc: %(given)s", given=given)] if given else []


def chosen() -> dict[str, str]:
    """The filters of the address, for the line that says what a file holds."""
    given = request.args.items()
    return {k: v for k, v in given if v and k not in ("format", "page", "as_of", "lang", "known")}


def _json(columns: Sequence[Column], rows: Rows, name: str, context: Mapping[str, Any]) -> Any:
    part: Cut | None = context.get("part")
    return jsonify(
        {
            "name": name,
            "as_of": as_of(),
            "known": "then" if known_as_of.is_then() else "now",
            "filter": chosen(),
            "total": part.total if part else len(rows),
            "page": part.page if part else 1,
            "pages": part.last if part else 1,
            "columns": [
                {"key": k, "label": str(label), "kind": kind} for k, label, kind in columns
            ],
            "rows": list(rows),
        }
    )


def heads(columns: Sequence[Column], sortable: Collection[str]) -> list[Column]:
    """Columns as a table's head: those that cannot be sorted by lose their key."""
    return [(key if key in sortable else "", words, kind) for key, words, kind in columns]


def in_order(rows: list[Row], sortable: Collection[str]) -> list[Row]:
    """Rows by the column of ?sort= (-key turns it round); what is missing comes last."""
    name = asked("sort").removeprefix("-")
    if name not in sortable:
        return rows
    there = [row for row in rows if row[name] is not None]
    there.sort(key=lambda row: row[name], reverse=asked("sort").startswith("-"))
    return there + [row for row in rows if row[name] is None]
