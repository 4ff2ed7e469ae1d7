"""Bringing lists and drawings in: choose, see what would happen, confirm."""

import json
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from clearance.exchange.importing import TARGETS, make_plan
from clearance.exchange.known import map_names, saved_maps, snapshot_of
from clearance.exchange.lists import GRAVES, HOUSEHOLDS, PARCELS, PAYMENTS
from clearance.geo.crs import DEFAULT
from clearance.i18n import gettext as _
from clearance.record import record_all
from clearance.rules.changes import Change, new_uid
from clearance.store import home
from clearance.web import drafts
from clearance.web.access import opens
from clearance.web.desk import now, report, store, who
from clearance.web.forms.imports import Bring

blueprint = Blueprint("imports", __name__, url_prefix="/import")
_TABLES = {table.name: table for table in (HOUSEHOLDS, GRAVES, PARCELS, PAYMENTS)}
TARGET_WORDS = {
    "households": lambda: _("Danh sách hộ"),
    "parcels": lambda: _("Bản vẽ thửa đất"),
    "graves": lambda: _("Danh sách mộ"),
    "payments": lambda: _("Danh sách chi trả"),
    "units": lambda: _("Đơn vị hành chính"),
    "alignment": lambda: _("Tim tuyến"),
    "corridor": lambda: _("Phạm vi GPMB"),
    "base": lambda: _("Nền bản đồ: sông, đường"),
}
SUBJECT_WORDS = {
    "household": lambda: _("hộ"),
    "parcel": lambda: _("thửa đất"),
    "grave": lambda: _("mộ"),
    "unit": lambda: _("đơn vị hành chính"),
    "succession": lambda: _("kế thừa đơn vị"),
    "alignment": lambda: _("tim tuyến"),
    "corridor": lambda: _("phạm vi GPMB"),
    "base_feature": lambda: _("nét nền bản đồ"),
}


@blueprint.get("/")
@opens("import")
def index() -> Any:
    """Choose what to bring; earlier imports below."""
    return _choose(_form())


@blueprint.post("/")
@opens("import")
def bring() -> Any:
    """Keep the file and go to its preview."""
    form = _form()
    if not form.validate_on_submit():
        return _choose(form), 422
    target, name = form.target.data, form.map_name.data or ""
    columns = saved_maps(store(), target).get(name, {})
    draft = drafts.bring(form.file.data, target, crs=form.crs.data, layer=form.layer.data or "",
                         columns=columns)  # fmt: skip
    return redirect(url_for("imports.preview", uid=draft.uid))


@blueprint.get("/<uid>")
@opens("import")
def preview(uid: str) -> Any:
    """What importing the file would do, every fault by its cell; nothing is kept yet."""
    draft = drafts.find(uid)
    plan = make_plan(draft.target, draft.wish(), snapshot_of(store()))
    status = 422 if plan.faults else 200
    return render_template(
        "imports/preview.html", draft=draft, plan=plan, words=TARGET_WORDS,
        subjects=SUBJECT_WORDS, table=_TABLES.get(draft.target),
    ), status  # fmt: skip


@blueprint.post("/<uid>/columns")
@opens("import")
def set_columns(uid: str) -> Any:
    """Correct what the columns were taken for; with a name the map is saved for next time."""
    draft = drafts.find(uid)
    names, fields = request.form.getlist("column"), request.form.getlist("field")
    columns = dict(zip(names, fields, strict=False))
    replace(draft, columns=columns).save()
    if name := request.form.get("name", "").strip():
        patch = {"name": name, "target": draft.target, "mapping": json.dumps(columns)}
        outcome = report(Change("column_map", new_uid(), "registered", patch))
        flash(_("Đã lưu bảng đối chiếu cột.") if outcome.is_accepted else
              _("Tên bảng này đã có."), "info")  # fmt: skip
    return redirect(url_for("imports.preview", uid=uid))


@blueprint.post("/<uid>")
@opens("import")
def confirm(uid: str) -> Any:
    """Record the whole file in one transaction, or refuse it whole."""
    draft = drafts.find(uid)
    plan = make_plan(draft.target, draft.wish(), snapshot_of(store()))
    record_all(store(), plan.accepted(), who(), now())
    draft.remove()
    flash(_("Đã nhập: %(new)s mới, %(changed)s sửa, %(unchanged)s không đổi.",
            new=plan.new.total(), changed=plan.changed.total(),
            unchanged=plan.unchanged.total()), "success")  # fmt: skip
    return redirect(url_for("imports.index"))


@blueprint.post("/<uid>/drop")
@opens("import")
def drop(uid: str) -> Any:
    """Throw the file away."""
    drafts.find(uid).remove()
    return redirect(url_for("imports.index"))


def _choose(form: Bring) -> str:
    runs = home.list_imports(store())
    return render_template("imports/choose.html", form=form, runs=runs, words=TARGET_WORDS,
                           project_crs=DEFAULT)  # fmt: skip


def _form() -> Bring:
    form = Bring()
    form.target.choices = [(name, TARGET_WORDS[name]()) for name in TARGETS]
    form.map_name.choices = [
        ("", _("– tự nhận cột –")),
        *((name, name) for name in map_names(store())),
    ]
    return form
