"""Results of a person or a commune, computed from the journal; each figure with its list."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, redirect, url_for

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.i18n import lazy_gettext as _l
from clearance.reports.responsibility.performance import clock_rows, rate_rows, results_of
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.shares import percent
from clearance.rules.records.holders import HOLDERS
from clearance.store.engine import scope
from clearance.store.people import accounts as people
from clearance.store.responsibility.waiting import name_of
from clearance.web.frame.access import opens
from clearance.web.frame.context import as_of, asked, store, today, who
from clearance.web.frame.lists import Column, ListPage
from clearance.web.responsibility.results_labels import (
    ENDED,
    EXPLAINED,
    TERMS,
    clock_in_words,
    ended_in_words,
    explained_in_words,
    since,
)

blueprint = Blueprint("results", __name__, url_prefix="/results")
Row = dict[str, Any]
#: Who may read the results of others.
_ABOVE = ("leader", "office", "admin")
#: On-time rates of people and communes.
_RESULTS = ListPage(
    "results",
    _l("Kết quả theo người, theo xã"),
    "responsibility/results/list.html",
    columns=(
        Column("name", _l("Cán bộ, xã")),
        Column("kind_words", _l("Loại")),
        Column("on_time", _l("Đúng hẹn lần đầu"), "number"),
        Column("of", _l("Trên tổng số"), "number"),
        Column("percent", _l("Tỷ lệ (phần trăm)"), "number"),
    ),
    most=0,
)


@blueprint.get("")
@opens("late")
def index() -> Any:
    """On-time rate of every person and commune of the area; a cadre goes to his own page."""
    if who().role not in _ABOVE:
        return redirect(url_for(".show", name=who().name))
    begun, units = since(), {row["code"]: row["name"] for row in _units()}
    rows = [row for row in clock_rows(store(), who(), today(), as_of()) if _is_in(row, begun)]
    accounts = {row["name"]: row["full_name"] or row["name"] for row in people.list_people(store())}
    rates = [
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
    return _RESULTS.answer(rates, lambda: {"since": begun})


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
    listed, rows = lists.get(asked("list"), _clocks)(found)
    return replace(listed, title=title).answer(
        rows,
        lambda: {
            "found": found,
            "since": since(),
            "whose": name,
            "chosen": asked("list"),
            "others": [
                (label(HOLDERS[key]) if key in HOLDERS else name_of(store(), key), days)
                for key, days in sorted(found["held_others_days"].items())
            ],
        },
    )


def _whose(name: str) -> tuple[dict[str, str], str]:
    """Whose results: 404 when there is nobody like that, or not for the asker's eyes."""
    person = people.find_person(store(), name)
    if person and (person["uid"] == who().uid or who().role in _ABOVE):
        return {"person": person["uid"]}, name_of(store(), person["uid"])
    unit = next((row for row in _units() if row["code"] == name), None)
    return ({"unit": name}, unit["name"]) if unit else abort(404)


def _clocks(found: Row) -> tuple[ListPage, list[Row]]:
    rows = [
        clock_in_words({k: v for k, v in row.items() if k != "clock"}) for row in found["clocks"]
    ]
    return TERMS, sorted(rows, key=lambda row: (row["first_due_on"] or "", row["code"]))


def _ended(found: Row) -> tuple[ListPage, list[Row]]:
    rows = clock_rows(store(), TERMINAL, today(), as_of())
    cases = {row["subject_uid"]: row for row in rows}
    ended = [ended_in_words(row, cases) for row in found["ended"]]
    return ENDED, sorted(ended, key=lambda row: (row["ended_on"], row["code"]))


def _explained(found: Row) -> tuple[ListPage, list[Row]]:
    return EXPLAINED, [explained_in_words(row) for row in found["explained"]]
