"""Bringing lists and drawings in: choose, see what would happen, confirm."""

import json
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import zip_longest
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from markupsafe import Markup

from clearance.exchange.files.containers import MAX_BYTES as LIST_BYTES
from clearance.exchange.files.features import MAX_BYTES as DRAWING_BYTES
from clearance.exchange.files.import_questions import QUESTIONS
from clearance.exchange.plans.importing import BLOCKERS, TARGETS, make_plan
from clearance.exchange.plans.plan import Plan
from clearance.exchange.plans.snapshot import map_names, saved_maps, snapshot_of
from clearance.exchange.plans.templates import TABLES, is_list
from clearance.exchange.plans.templates import template as template_of
from clearance.geo.crs import DEFAULT, NAMES
from clearance.i18n import gettext as _
from clearance.record import record_all
from clearance.rules.basics.changes import Change, new_uid
from clearance.rules.basics.scopes import SCOPES
from clearance.rules.records.permissions import may_record
from clearance.rules.records.subjects import OUTSIDE
from clearance.store.cases import home
from clearance.web.data import import_drafts
from clearance.web.data.import_form import Bring
from clearance.web.data.import_labels import (
    LIST_WORDS,
    ROW_WORDS,
    SUBJECT_WORDS,
    TARGET_WORDS,
)
from clearance.web.data.import_samples import has_coordinates, samples_in_words
from clearance.web.frame.access import opens
from clearance.web.frame.context import asked, desk, now, store, who
from clearance.web.frame.labels import SCOPE_WORDS, say
from clearance.web.recording.report_form import Report
from clearance.web.recording.submit import submit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
blueprint = Blueprint("imports", __name__, url_prefix="/import")


@blueprint.get("/")
@opens("import")
def index() -> Any:
    """Choose what to bring, `?target=` already chosen; templates, earlier imports below."""
    return _choose(_form(asked("target")))


@blueprint.post("/")
@opens("import")
def bring() -> Any:
    """Keep the file and go to its preview."""
    form = _form()
    if not form.validate_on_submit():
        return _choose(form), 422
    target, name = form.target.data, form.map_name.data or ""
    columns = saved_maps(store(), target).get(name, {})
    draft = import_drafts.bring(
        form.file.data,
        target,
        crs=form.crs.data,
        layer=form.layer.data or "",
        columns=columns,
        scope=form.scope.data or "",
    )
    return redirect(url_for("imports.preview", uid=draft.uid))


@blueprint.get("/<uid>")
@opens("import")
def preview(uid: str) -> Any:
    """What importing the file would do, every fault by its cell; nothing is kept yet."""
    draft = import_drafts.find(uid)
    plan = make_plan(draft.target, draft.wish(), snapshot_of(store()))
    status = 422 if plan.faults else 200
    return render_template(
        "data/imports/preview.html",
        draft=draft,
        plan=plan,
        account=plan.account,
        words=TARGET_WORDS,
        subjects=SUBJECT_WORDS,
        row_words=ROW_WORDS,
        table=TABLES[draft.target],
        samples=samples_in_words(plan.samples, TABLES[draft.target]),
        systems=NAMES if has_coordinates(draft.path, draft.target, plan.columns) else {},
        asks_outside=draft.target in BLOCKERS,
        questions=[QUESTIONS[name] for name in dict.fromkeys((*plan.asked, *draft.answers))],
    ), status


@blueprint.get("/templates/<target>.xlsx")
@opens("import")
def template(target: str) -> Any:
    """The list to fill in, with an example row and a sheet that describes its columns."""
    if target not in TABLES:
        abort(404)
    content, name = BytesIO(template_of(target)), f"mau-{target}.xlsx"
    return send_file(content, XLSX, as_attachment=True, download_name=name)


@blueprint.get("/runs/<uid>")
@opens("import")
def run(uid: str) -> Any:
    """An earlier import: what became of every row and column of its file."""
    row = home.find_import(store(), uid) or abort(404)
    account = json.loads(row["account"] or "{}")
    return render_template(
        "data/imports/run.html", run=row, account=account, words=TARGET_WORDS, row_words=ROW_WORDS
    )


@blueprint.post("/<uid>/reading")
@opens("import")
def set_reading(uid: str) -> Any:
    """Read a drawing in another system, or say what lies outside the corridor."""
    draft, asked = import_drafts.find(uid), request.form.get("outside", "")
    crs = request.form.get("crs", type=int)
    known = crs if crs in NAMES else None
    replace(draft, crs=known, outside=asked if asked in OUTSIDE else "").save()
    return redirect(url_for("imports.preview", uid=uid))


@blueprint.post("/<uid>/answers")
@opens("import")
def set_answers(uid: str) -> Any:
    """Answer what the file leaves open, once for all of it."""
    draft = import_drafts.find(uid)
    answers = {
        name: given
        for name, question in QUESTIONS.items()
        if (given := request.form.get(name, "")) in question.answers
    }
    replace(draft, answers=answers).save()
    return redirect(url_for("imports.preview", uid=uid))


@blueprint.post("/<uid>/columns")
@opens("import")
def set_columns(uid: str) -> Any:
    """Correct what the columns were taken for; with a name the map is saved for next time."""
    draft = import_drafts.find(uid)
    columns = _sent_columns()
    replace(draft, columns=columns).save()
    back, name = url_for("imports.preview", uid=uid), request.form.get("name", "").strip()
    if not name:
        return redirect(back)
    patch = {"name": name, "target": draft.target, "mapping": json.dumps(columns)}
    change, done = (
        Change("column_map", new_uid(), "registered", patch),
        _("Đã lưu bảng đối chiếu cột."),
    )
    return submit(Report(), partial(preview, uid), lambda: change, back, done)


def _sent_columns() -> dict[str, str]:
    """Fields by column; a column left out only when it was ticked or is changed to nothing."""
    given = [request.form.getlist(name) for name in ("column", "field", "was")]
    left = set(request.form.getlist("left"))
    return {
        name: field
        for name, field, was in zip_longest(*given, fillvalue="")
        if field or was or name in left
    }


@blueprint.post("/<uid>")
@opens("import")
def confirm(uid: str) -> Any:
    """Record the whole file in one transaction, or refuse it whole."""
    draft = import_drafts.find(uid)
    plan = make_plan(draft.target, draft.wish(), snapshot_of(store()))
    record_all(store(), plan.accepted(), who(), now())
    draft.remove()
    flash(_done(plan), "success")
    return redirect(url_for("imports.index"))


def _done(plan: Plan) -> str:
    """What was brought in; after things that can block, the form that declares them surveyed."""
    words = _(
        "Đã nhập: %(new)s mới, %(changed)s sửa, %(unchanged)s không đổi.",
        new=plan.new.total(),
        changed=plan.changed.total(),
        unchanged=plan.unchanged.total(),
    )
    if plan.target not in BLOCKERS:
        return words
    url = url_for("surveys.index", kinds=BLOCKERS[plan.target], _anchor="declare")
    asked = _("Đã nhập hết loại này? Khai đã khảo sát từ đâu đến đâu.")
    return Markup('{} <a href="{}">{}</a>').format(words, url, asked)


@blueprint.post("/<uid>/drop")
@opens("import")
def drop(uid: str) -> Any:
    """Throw the file away."""
    import_drafts.find(uid).remove()
    return redirect(url_for("imports.index"))


def _choose(form: Bring) -> str:
    runs = home.list_imports(store())
    return render_template(
        "data/imports/choose.html",
        form=form,
        runs=runs,
        words=TARGET_WORDS,
        project_crs=DEFAULT,
        lists=LIST_WORDS,
        templates=[name for name in TARGETS if is_list(TABLES[name])],
    )


def _may_bring(target: str) -> bool:
    """Accounts are brought in by those who open them."""
    return target != "people" or may_record(who().role, "person", "registered")


def _form(target: str = "") -> Bring:
    form = Bring(data={"target": target})
    form.target.choices = [(name, TARGET_WORDS[name]()) for name in TARGETS if _may_bring(name)]
    as_rows = ("", _("– như từng dòng ghi –"))
    form.scope.choices = [as_rows, *((code, say(SCOPE_WORDS, code)) for code in SCOPES)]
    form.file.render_kw = {
        "data-list-mb": LIST_BYTES >> 20,
        "data-drawing-mb": min(DRAWING_BYTES >> 20, desk().settings.drawing_mb),
        "data-too-large": _("Tệp {size} MB, lớn hơn {most} MB: tách tệp, hoặc bỏ ảnh trong tệp."),
    }
    form.map_name.choices = [
        ("", _("– tự nhận cột –")),
        *((name, name) for name in map_names(store())),
    ]
    return form
