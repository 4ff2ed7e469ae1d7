"""Results of a person or a commune, computed from the journal; each figure with its list."""

from typing import Any

from flask import Blueprint, abort, redirect, url_for

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.reports.responsibility.performance import clock_rows, rate_rows, results_of
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.shares import percent
from clearance.rules.records.holders import HOLDERS
from clearance.store.engine import scope
from clearance.store.people import accounts as people
from clearance.store.responsibility.waiting import name_of
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.filters import chips, sifted
from clearance.web.frame.lists import Column, answer, cut
from clearance.web.responsibility.results_labels import (
    SIEVES,
    clock_columns,
    clock_told,
    ended_columns,
    ended_told,
    explained_columns,
    explained_told,
    since,
)

blueprint = Blueprint("results", __name__, url_prefix="/results")
Row = dict[str, Any]
#: Who may read the results of others.
_ABOVE = ("leader", "office", "admin")


@blueprint.get("")
@opens("late")
def index() -> Any:
    """On-time rate of every person and commune of the area; a cadre goes to his own page."""
    if who().role not in _ABOVE:
        return redirect(url_for(".show", name=who().name))
    begun, units = since(), {row["code"]: row["name"] for row in _units()}
    rows = [row for row in clock_rows(store(), who(), today(), as_of()) if _is_in(row, begun)]
    accounts = {row["name"]: row["full_name"] or row["name"] for row in people.list_people(store())}
    told = [
        row
        | {
            "kind": kind,
            "kind_words": words,
            "name": names[row["key"]],
            "percent": percent(row["on_time"], row["of"]),
        }
        for by, kind, words, names in (
            ("person", "person", _("Cán bộ"), accounts),
            ("unit", "unit", _("Xã"), units),
        )
        for row in rate_rows(rows, by, as_of())
        if row["key"] in names
    ]
    columns: list[Column] = [
        ("name", _("Cán bộ, xã"), "text"),
        ("kind_words", _("Loại"), "text"),
        ("on_time", _("Đúng hẹn lần đầu"), "number"),
        ("of", _("Trên tổng số"), "number"),
        ("percent", _("Tỷ lệ (phần trăm)"), "number"),
    ]
    return answer(
        columns,
        told,
        "results",
        "responsibility/results/list.html",
        since=begun,
        title=_("Kết quả theo người, theo xã"),
    )


def _is_in(row: Row, begun: str) -> bool:
    day = row["closed_on"] or row["first_due_on"]
    return bool(day) and begun <= day <= as_of()


def _units() -> list[Row]:
    return scope.list_units(store(), who(), today())


@blueprint.get("/<name>")
@opens("late")
def show(name: str) -> Any:
    """Results of one person by login, or of one commune by code; everybody may read his own."""
    whose, title = _whose(name)
    found = results_of(store(), who(), today(), as_of(), since(), **whose)
    lists = {"ended": _ended, "explained": _explained}
    columns, rows = lists.get(asked("list"), _clocks)(found)
    shown = sifted(rows, SIEVES) if asked("list") not in lists else rows
    part = cut(len(shown))
    return answer(
        columns,
        shown[part.skip : part.skip + part.most],
        "results",
        "responsibility/results/show.html",
        title=title,
        part=part,
        found=found,
        since=since(),
        whose=name,
        chosen=asked("list"),
        filters=[] if asked("list") in lists else chips(rows, SIEVES),
        others=[
            (label(HOLDERS[key]) if key in HOLDERS else name_of(store(), key), days)
            for key, days in sorted(found["held_others_days"].items())
        ],
    )


def _whose(name: str) -> tuple[dict[str, str], str]:
    """Whose results: 404 when there is nobody like that, or not for the asker's eyes."""
    person = people.find_person(store(), name)
    if person and (person["uid"] == who().uid or who().role in _ABOVE):
        return {"person": person["uid"]}, name_of(store(), person["uid"])
    unit = next((row for row in _units() if row["code"] == name), None)
    return ({"unit": name}, unit["name"]) if unit else abort(404)


def _clocks(found: Row) -> tuple[list[Column], list[Row]]:
    rows = [clock_told({k: v for k, v in row.items() if k != "clock"}) for row in found["clocks"]]
    return clock_columns(), sorted(rows, key=lambda row: (row["first_due_on"] or "", row["code"]))


def _ended(found: Row) -> tuple[list[Column], list[Row]]:
    rows = clock_rows(store(), TERMINAL, today(), as_of())
    cases = {row["subject_uid"]: row for row in rows}
    told = [ended_told(row, cases) for row in found["ended"]]
    return ended_columns(), sorted(told, key=lambda row: (row["ended_on"], row["code"]))


def _explained(found: Row) -> tuple[list[Column], list[Row]]:
    return explained_columns(), [explained_told(row) for row in found["explained"]]
