"""The first page of each role: today's work, and where to go for the rest."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, url_for

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.reports.setup.report import lacking_now
from clearance.rules.basics.chainage import to_text
from clearance.rules.basics.days import VIETNAM, from_stamp, local_day
from clearance.rules.procedure.derived_state import days_late
from clearance.rules.procedure.steps import find_step, steps_of
from clearance.rules.records.agenda import sorted_by_heading
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS
from clearance.rules.records.permissions import may_open
from clearance.store.cases import home
from clearance.store.journal import origins, outboxes
from clearance.store.keeping import set_up
from clearance.store.people.accounts import list_people
from clearance.web.frame.access import opens
from clearance.web.frame.context import store, today, who
from clearance.web.frame.layout import ROLE_WORDS
from clearance.web.recording.submit import address

blueprint = Blueprint("home", __name__)
Row = dict[str, Any]
#: Most rows under one heading; the rest is one press away.
MOST = 25


@blueprint.get("/")
@opens("home")
def index() -> Any:
    """Today's work of whoever is here; a project with no case yet is set up first."""
    if _lacking() and not set_up.has_cases(store()):
        return redirect(url_for("setup.index"))
    return _HOMES[who().role]()


def _lacking() -> list[str]:
    """What the project needs and lacks, in words, for those who set it up; a hub needs nothing."""
    if not may_open(who().role, "setup") or origins.uids(store()):
        return []
    return [label(check) for check in lacking_now(store(), today())]


def _cadre() -> Any:
    """My households by when and what, then the graves of my area."""
    of = (store(), who(), today())
    households = home.list_my_households(*of)
    groups = _groups("household", households)
    graves = _groups("grave", home.list_my_graves(*of))
    mine = [row for name in ("stuck", "late", "today", "week", "later") for row in graves[name]]
    return render_template(
        "cases/home/cadre.html",
        late_n=sum(bool(days_late(row["late_from"], today())) for row in households),
        grave_waiting=len(graves["waiting"]),
        graves=_told("grave", mine),
        groups={name: _told("household", rows) for name, rows in groups.items()},
    )


def todays_cases() -> list[Row]:
    """The cases of a cadre's first page that are not far off, as lines with their subject."""
    of, found = (store(), who(), today()), []
    for subject, listed in (("household", home.list_my_households), ("grave", home.list_my_graves)):
        groups = _groups(subject, listed(*of))
        names = ("late", "today", "week", "stuck", *(("later",) if subject == "grave" else ()))
        rows = [row for name in names for row in groups[name][:MOST]]
        found += [_line(subject, row) | {"subject": subject} for row in rows]
    return found


def _groups(subject: str, rows: list[Row]) -> dict[str, list[Row]]:
    return sorted_by_heading(subject, rows, who().role, today())


def _told(subject: str, rows: list[Row]) -> Row:
    """How many there are under one heading, and the first of them as lines."""
    return {"n": len(rows), "rows": [_line(subject, row) for row in rows[:MOST]]}


def _line(subject: str, row: Row) -> Row:
    """One case as a line: who, where, what next, how late."""
    step, kind = find_step(subject, row["next_step"]), OBSTACLE_KINDS.get(row["obstacle"] or "")
    place = "" if row["chainage_m"] is None else to_text(row["chainage_m"])
    return row | {
        "url": address(subject, "show", row["code"]),
        "title": row["name"] or row["code"],
        "where": " · ".join(filter(None, (row["code"], place, row["place"]))),
        "step": label(step) if step else "",
        "late": days_late(row["late_from"], today()),
        "obstacle": label(kind) if kind else "",
    }


def _office() -> Any:
    """How many cases wait for each step, what waits for a decision, the latest imports."""
    of = (store(), who(), today())
    work = {
        subject: _by_step(subject, home.count_next(store(), subject, *of[1:]))
        for subject in ("household", "grave")
    }
    held = [
        row | {"url": address(row["subject"], "show", row["code"]), "what": _what(row)}
        for row in home.list_held(*of)
    ]
    imports = [_import(row) for row in home.list_imports(store())]
    unsent = [row["pending"] for row in outboxes.list_phones(*of) if row["pending"]]
    return render_template(
        "cases/home/office.html",
        work=work,
        held=held,
        imports=imports,
        unsent=unsent,
        lacking=_lacking(),
    )


def _import(row: Row) -> Row:
    """One import as a line of history."""
    what = _("%(file)s: %(n)s dòng", file=row["file_name"] or row["target"], n=row["rows"] or 0)
    day = local_day(from_stamp(row["recorded_at"]))
    return {"what": what, "on": day, "who": row["who_name"], "group": "done"}


def _what(row: Row) -> str:
    step = find_step(row["subject"], row["fact"])
    return label(step) if step else row["fact"]


def _by_step(subject: str, rows: list[Row]) -> list[Row]:
    """Steps in their order with the cases that wait for each, and whose turn it is."""
    counts = {row["next_step"]: row for row in rows}
    return [
        {
            **counts[step.code],
            "step": label(step),
            "is_mine": who().role in step.roles,
            "roles": [ROLE_WORDS[role]() for role in step.roles],
        }
        for step in steps_of(subject)
        if step.code in counts
    ]


def _admin() -> Any:
    """People and the state of the machine."""
    size = home.measure(store())
    return render_template(
        "cases/home/admin.html",
        people=list_people(store()),
        roles=ROLE_WORDS,
        size=size,
        last_change=_clock(size["last_change"]),
        lacking=_lacking(),
    )


def _clock(stamp: str | None) -> str:
    """An instant as people here read it."""
    return from_stamp(stamp).astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") if stamp else ""


def _to(endpoint: str) -> Callable[[], Any]:
    return lambda: redirect(url_for(endpoint))


_HOMES: dict[str, Callable[[], Any]] = {
    "cadre": _cadre,
    "office": _office,
    "admin": _admin,
    "leader": _to("corridor.index"),
    "liaison": _to("segments.index"),
}
