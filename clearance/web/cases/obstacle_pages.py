"""Recording what stops a case, that it was solved, and visits to the family."""

from functools import partial
from typing import Any

from flask import abort, render_template, request

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.records.obstacle_kinds import OBSTACLE_KINDS, ObstacleKind
from clearance.rules.records.permissions import may_record
from clearance.store.cases import obstacles
from clearance.web.frame.context import store, who
from clearance.web.recording.outbox_form import queued
from clearance.web.recording.report_form import Closing, Obstacle, Visit
from clearance.web.recording.submit import Row, address, find, fresh, send

#: The reasons met most often come first; the others are folded away.
_COMMON = ("PRICE", "INVENTORY", "ORIGIN", "RESETTLE_AREA", "DISPUTE", "ABSENT")
_COMMON_OF = {"grave": ("GRAVE", "ABSENT", "PRICE", "DISPUTE", "INVENTORY", "OUTSIDE_ROW")}


def open_one(subject: str, code: str) -> Any:
    """One press on a reason: why the next step could not be done."""
    row, form = find(subject, code), Obstacle()
    page = partial(_page, subject, row, form)
    if not form.is_submitted():
        form.process(data=fresh(row))
        return page()
    kind = OBSTACLE_KINDS.get(request.form.get("kind", ""))
    if kind is None:
        return page(told=_("Chọn một lý do."), status=422)
    change = partial(_opened, subject, row, kind, form)
    done = _("Đã ghi vướng mắc: %(kind)s.", kind=label(kind))
    return send(form, page, change, address(subject, "show", code), done)


def _page(subject: str, row: Row, form: Obstacle, told: str = "", status: int = 200) -> Any:
    first = _COMMON_OF.get(subject, _COMMON)
    kinds = [OBSTACLE_KINDS[code] for code in first]
    return render_template(
        "cases/obstacle.html",
        case=row,
        subject=subject,
        form=form,
        told=told,
        show_as_of=False,
        kinds=kinds,
        more=[kind for code, kind in OBSTACLE_KINDS.items() if code not in first],
        is_mine=may_record(who().role, "obstacle", "opened"),
        outbox=_opened_queued(subject, row),
        back=address(subject, "show", row["code"]),
    ), status


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


def _opened(
    subject: str, row: Row, kind: ObstacleKind, form: Obstacle, files: tuple[str, ...]
) -> Change:
    uid = form.uid.data or new_uid()
    patch = {"subject": subject, "subject_uid": row["uid"], "kind": kind.code}
    return Change(
        "obstacle", uid, "opened", patch, uid=uid, why=form.note.data or "", evidence=files
    )


def close(subject: str, code: str, uid: str) -> Any:
    """An obstacle of the case was solved."""
    row, form = find(subject, code), Closing()
    known = obstacles.list_obstacles(store(), row["uid"])
    found = next((o for o in known if o["uid"] == uid), None) or abort(404)
    page = partial(_note_page, subject, row, form, OBSTACLE_KINDS.get(found["kind"]))
    if not form.is_submitted():
        form.process(data=fresh(row))
        return page()
    change = partial(_closed, uid, form)
    done = _("Đã ghi: vướng mắc được gỡ.")
    return send(form, page, change, address(subject, "show", code), done)


def _closed(uid: str, form: Closing, files: tuple[str, ...]) -> Change:
    return Change(
        "obstacle",
        uid,
        "closed",
        uid=form.uid.data or new_uid(),
        why=form.note.data or "",
        evidence=files,
    )


def visit(subject: str, code: str) -> Any:
    """A visit to the family, or a note; which of them is the button pressed."""
    row, form = find(subject, code), Visit()
    page = partial(_note_page, subject, row, form, None)
    if not form.is_submitted():
        form.process(data=fresh(row))
        return page()
    fact = "visited" if request.form.get("fact") == "visited" else "noted"
    change = partial(_visited, subject, row, fact, form)
    return send(form, page, change, address(subject, "show", code), _("Đã ghi vào lịch sử."))


def _note_page(
    subject: str,
    row: Row,
    form: Closing | Visit,
    obstacle: ObstacleKind | None,
    told: str = "",
    status: int = 200,
) -> Any:
    fact = ("obstacle", "closed") if obstacle else (subject, "noted")
    return render_template(
        "cases/note.html",
        case=row,
        subject=subject,
        form=form,
        told=told,
        show_as_of=False,
        obstacle=obstacle,
        is_mine=may_record(who().role, *fact),
        outbox=_note_queued(subject, row, form),
        back=address(subject, "show", row["code"]),
    ), status


def _note_queued(subject: str, row: Row, form: Closing | Visit) -> Any:
    if isinstance(form, Visit):
        return queued(subject, row, "noted", _("Lần xuống hộ, ghi chú"))
    told = queued("obstacle", row | {"case_subject": subject}, "closed", _("Đã gỡ vướng mắc"))
    return told and told | {"subject_uid": (request.view_args or {})["uid"]}


def _visited(subject: str, row: Row, fact: str, form: Visit, files: tuple[str, ...]) -> Change:
    return Change(
        subject,
        row["uid"],
        fact,
        uid=form.uid.data or new_uid(),
        why=form.note.data or "",
        evidence=files,
        based_on=form.seen(),
        about=request.form.get("about") or None,
    )
