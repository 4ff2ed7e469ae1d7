"""A list as a page, a sheet, a text file or JSON: the same rows, the same filter, the same day."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from flask import Response, abort, jsonify, render_template, request

from clearance.exchange.writers.csv_out import write_csv
from clearance.exchange.writers.xlsx_out import write_xlsx
from clearance.i18n import gettext as _
from clearance.rules.basics.quantities import show_date
from clearance.web.frame import known_as_of
from clearance.web.frame.context import as_of, asked
from clearance.web.frame.filters import Filter, apply, choices
from clearance.web.frame.project_name import project_name

Row = dict[str, Any]
#: A column as templates and files take it: (key, label, kind).
Triple = tuple[str, str, str]
Rows = Sequence[Mapping[str, Any]]
FORMATS = ("html", "csv", "xlsx", "json")
PAGE = 50


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: the row's field, its label, how it is read, and where it is shown."""

    key: str
    label: Any
    kind: Literal["text", "number", "date", "money"] = "text"
    only: Literal["", "page", "file"] = ""
    is_shown: Callable[[], bool] = lambda: True

    def triple(self) -> Triple:
        """The column with its label in the language in use."""
        return self.key, str(self.label), self.kind


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
    page = min(max(int(text[:9]), 1), last) if text.isascii() and text.isdigit() else 1
    return Cut(page, last, total, most, (page - 1) * most)


@dataclass(frozen=True, slots=True)
class ListPage:
    """One list: name of its files, title, page, columns, filters, fields to sort by, page length.

    `most` rows to a page, 0 for all on one page.
    """

    name: str
    title: Any
    template: str
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    sorts: Collection[str] = ()
    most: int = PAGE

    def answer(
        self, rows: list[Row], page: Callable[[], Row] = dict, whole: Row | None = None
    ) -> Any:
        """The rows asked for, in the format asked for; `page` gives what only the page shows.

        `whole`, the sum of all rows, is the last row of files.
        """
        found = in_order(apply(rows, self.filters), self.sorts)
        if whole and wanted() != "html":
            found = [*found, whole]
        part = cut(len(found), self.most or max(len(found), 1))
        return self.answer_part(
            part,
            found[part.skip : part.skip + part.most],
            lambda: {"filters": choices(rows, self.filters), "total": len(rows), **page()},
        )

    def answer_part(self, part: Cut, rows: Rows, page: Callable[[], Row] = dict) -> Any:
        """The same for rows filtered, sorted and cut by the store."""
        known_as_of.check()
        form, title, columns = wanted(), str(self.title), self._shown("file")
        if form == "html":
            shown: Row = {"title": title, "part": part, "columns": columns, "heads": self.heads()}
            return render_template(self.template, **{**shown, "rows": rows, **page()})
        plain = [{key: row.get(key) for key, _label, _kind in columns} for row in rows]
        if form == "json":
            return _json(columns, plain, self.name, part)
        return _file(form, columns, plain, self.name, title)

    def heads(self) -> list[Triple]:
        """The head of the page's table; a column that cannot be sorted by has no key."""
        shown = self._shown("page")
        return [(key if key in self.sorts else "", words, kind) for key, words, kind in shown]

    def _shown(self, where: str) -> list[Triple]:
        return [c.triple() for c in self.columns if c.only in ("", where) and c.is_shown()]


def _file(form: str, columns: Sequence[Triple], rows: Rows, name: str, title: str) -> Response:
    """A sheet or text file with title, project, day and filter in its first lines."""
    labels = [str(label) for _key, label, _kind in columns]
    cells = [[_cell(row[key], kind) for key, _label, kind in columns] for row in rows]
    notes = [*known_as_of.notes(_shown), *_filter_line()]
    head = " – ".join(filter(None, (title, project_name())))
    write = {
        "csv": lambda: write_csv(labels, cells, [head, *notes]),
        "xlsx": lambda: write_xlsx(head, labels, cells, notes),
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


def _json(columns: Sequence[Triple], rows: Rows, name: str, part: Cut) -> Any:
    return jsonify(
        {
            "name": name,
            "as_of": as_of(),
            "known": "then" if known_as_of.is_then() else "now",
            "filter": chosen(),
            "left_out": known_as_of.left_out(),
            "total": part.total,
            "page": part.page,
            "pages": part.last,
            "columns": [{"key": k, "label": label, "kind": kind} for k, label, kind in columns],
            "rows": list(rows),
        }
    )


def in_order(rows: list[Row], sortable: Collection[str]) -> list[Row]:
    """Rows by the column of ?sort= (-key turns it round); what is missing comes last."""
    name = asked("sort").removeprefix("-")
    if name not in sortable:
        return rows
    there = [row for row in rows if row[name] is not None]
    there.sort(key=lambda row: row[name], reverse=asked("sort").startswith("-"))
    return there + [row for row in rows if row[name] is None]
