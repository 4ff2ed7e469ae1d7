"""Recording what stops a case, that it was solved, and visits to the family."""

from functools import partial
from typing import Any

from flask import abort, render_template, request

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.changes import Change
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS, ObstacleKind
from clearance.rules.records.permissions import may_record
from clearance.store.cases import obstacles
from clearance.web.frame.context import store, who
from clearance.web.recording.outbox_form import queued
from clearance.web.recording.report_form import Closing, Obstacle, Visit
from clearance.web.recording.submit import Row, address, find, fresh, submit

#: The reasons met most often come first; the others are folded away.
_COMMON = ("PRICE", "INVENTORY", "ORIGIN", "RESETTLE_AREA", "DISPUTE", "ABSENT")
_COMMON_OF = {"grave": ("GRAVE", "ABSENT", "PRICE", "DISPUTE", "INVENTORY", "OUTSIDE_ROW")}


def open_one(subject: str, code: str) -> Any:
    """One press on a reason: why the next step could not be done."""
    row, form = find(subject, code), Obstacle()
    page = partial(_page, subject, row, form)
    kind = OBSTACLE_KINDS.get(request.form.get("kind", ""))
    done = _("Đã ghi vướng mắc: %(kind)s.", kind=label(kind)) if kind else ""
    change, back = partial(_opened, subject, row, form), address(subject, "show", code)
    return submit(form, page, change, back, done, fresh(row))


def _page(subject: str, row: Row, form: Obstacle) -> str:
    first = _COMMON_OF.get(subject, _COMMON)
    kinds = [OBSTACLE_KINDS[code] for code in first]
    return render_template(
        "cases/obstacle.html",
        case=row,
        subject=subject,
        form=form,
        show_as_of=False,
        kinds=kinds,
        more=[kind for code, kind in OBSTACLE_KINDS.items() if code not in first],
        is_mine=may_record(who().role, "obstacle", "opened"),
        outbox=_opened_queued(subject, row),
        back=address(subject, "show", row["code"]),
    )


def _opened_queued(subject: str, row: Row) -> Any:
    patch = {"subject": subject, "subject_uid": row["uid"]}
    return queued(
        "obstacle",
        row | {"case_subject": subject},
        "opened",
        _("Chưa làm được"),
        about_case=False,
        patch=patch,
        bring=["kind"],
    )


def _opened(subject: str, row: Row, form: Obstacle) -> Change:
    patch = {"subject": subject, "subject_uid": row["uid"], "kind": form.kind.data}
    return Change("obstacle", form.uid.data or "", "opened", patch)


def close(subject: str, code: str, uid: str) -> Any:
    """An obstacle of the case was solved."""
    row, form = find(subject, code), Closing()
    known = obstacles.list_obstacles(store(), row["uid"])
    found = next((o for o in known if o["uid"] == uid), None) or abort(404)
    page = partial(_note_page, subject, row, form, OBSTACLE_KINDS.get(found["kind"]))
    back, done = address(subject, "show", code), _("Đã ghi: vướng mắc được gỡ.")
    return submit(form, page, lambda: Change("obstacle", uid, "closed"), back, done, fresh(row))


def visit(subject: str, code: str) -> Any:
    """A visit to the family, or a note; which of them is the button pressed."""
    row, form = find(subject, code), Visit()
    page = partial(_note_page, subject, row, form, None)
    fact = "visited" if request.form.get("fact") == "visited" else "noted"
    change, back = partial(_visited, subject, row, fact, form), address(subject, "show", code)
    return submit(form, page, change, back, _("Đã ghi vào lịch sử."), fresh(row))


def _note_page(subject: str, row: Row, form: Closing | Visit, obstacle: ObstacleKind | None) -> str:
    fact = ("obstacle", "closed") if obstacle else (subject, "noted")
    return render_template(
        "cases/note.html",
        case=row,
        subject=subject,
        form=form,
        show_as_of=False,
        obstacle=obstacle,
        is_mine=may_record(who().role, *fact),
        outbox=_note_queued(subject, row, form),
        back=address(subject, "show", row["code"]),
    )


def _note_queued(subject: str, row: Row, form: Closing | Visit) -> Any:
    if isinstance(form, Visit):
        return queued(subject, row, "noted", _("Lần xuống hộ, ghi chú"))
    row = row | {"case_subject": subject}
    payload = queued("obstacle", row, "closed", _("Đã gỡ vướng mắc"))
    return payload and payload | {"subject_uid": (request.view_args or {})["uid"]}


def _visited(subject: str, row: Row, fact: str, form: Visit) -> Change:
    about = request.form.get("about") or None
    return Change(subject, row["uid"], fact, based_on=form.seen(), about=about)
