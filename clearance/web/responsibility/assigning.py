"""Giving cases to one person: by village or stretch of road, or ticked one by one."""

from functools import partial
from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, abort, flash, render_template, request, url_for

from clearance.i18n import gettext as _
from clearance.i18n import label, ngettext
from clearance.i18n import lazy_gettext as _l
from clearance.reports.responsibility.holders import held_cases
from clearance.rules.basics.chainage import to_metres, to_text
from clearance.rules.basics.changes import Change
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.permissions import may_record
from clearance.rules.records.requests import BASES
from clearance.web.frame.access import opens
from clearance.web.frame.context import asked, store, today, who
from clearance.web.frame.filters import Filter, apply, choices
from clearance.web.frame.labels import SUBJECTS, say
from clearance.web.frame.links import list_url
from clearance.web.recording.keyed_forms import require
from clearance.web.recording.submit import submit
from clearance.web.responsibility.assign_form import ManyAssigned
from clearance.web.responsibility.late_labels import PAGES

blueprint = Blueprint("assigning", __name__, url_prefix="/assign")
Row = dict[str, Any]
#: Most cases given at once: what one person can look through before pressing.
MOST = 500
_FILTERS = (
    Filter("subject", _l("Loại"), words=lambda row: say(SUBJECTS, row["subject"])),
    Filter("commune", _l("Xã"), "commune_code", "commune"),
    Filter("village", _l("Thôn, nghĩa địa"), "place", "place"),
    Filter("officer", _l("Đang giữ"), "officer_login", "officer"),
)


@blueprint.get("")
@opens("late")
def index() -> Any:
    """Choose open cases by filters and stretch, then the person, the day and its ground."""
    return _page(ManyAssigned.fresh(due_basis="plan"))


@blueprint.post("")
@opens("late")
def give() -> Any:
    """Show once more what would be given to whom; record it at the second press."""
    require("household", "assigned")
    chosen, form = _ticked(), ManyAssigned()
    if not chosen:
        flash(_("Chọn ít nhất một hồ sơ."), "error")
        return _page(form), 422
    if request.form.get("go") != "record" and form.validate():
        return _page(form, chosen)
    n = len(chosen)
    return submit(
        form,
        partial(_page, form),
        lambda: [_change(form, row) for row in chosen],
        url_for(".index", **_place()),
        ngettext("Đã giao %(n)s hồ sơ.", "Đã giao %(n)s hồ sơ.", n, n=n),
    )


def _change(form: ManyAssigned, row: Row) -> Change:
    try:
        uid = str(uuid5(UUID(form.uid.data or ""), row["uid"]))
    except ValueError:
        abort(400)
    patch = form.patch("due_on", "due_basis", holder_uid="holder")
    why = form.stated_reason()
    return Change(row["subject"], row["uid"], "assigned", patch, uid=uid, why=why)


def _open() -> list[Row]:
    return held_cases(store(), who(), today(), today())


def _ticked() -> list[Row]:
    """The open cases of the area among those ticked."""
    wanted = set(request.form.getlist("case")[:MOST])
    return [row for row in _open() if row["uid"] in wanted]


def _place() -> Row:
    """The filters of the address, so that one comes back to the same list."""
    names = (*(one.name for one in _FILTERS), "from", "to", "code")
    return {name: asked(name) for name in names if asked(name)}


def _metres(name: str) -> int | None:
    """A chainage of the address; 400 when it is none."""
    if not asked(name):
        return None
    try:
        return int(to_metres(asked(name)))
    except ValueError:
        abort(400, _("%(name)s: ghi lý trình như Km12+350.", name=name))


def _along(rows: list[Row]) -> list[Row]:
    """The cases on the stretch of ?from=&to=, or of one code."""
    low, high = _metres("from"), _metres("to")
    if low is not None or high is not None:
        low, high = (0 if low is None else low), (10**9 if high is None else high)
        rows = [r for r in rows if r["chainage_m"] is not None and low <= r["chainage_m"] <= high]
    return [row for row in rows if asked("code") in ("", row["code"])]


def _page(form: ManyAssigned, preview: list[Row] | None = None) -> str:
    rows = _along(_open())
    found = apply(rows, _FILTERS) if _place() else []
    ordered = sorted(found, key=lambda row: (row["commune"] or "", row["place"] or "", row["code"]))
    ticked = set(request.form.getlist("case"))
    return render_template(
        "responsibility/late/assign.html",
        form=form,
        filters=choices(rows, _FILTERS),
        rows=[_in_words(row) for row in ordered[:MOST]],
        most=MOST,
        total=len(ordered),
        preview=preview,
        ticked=ticked or None,
        is_chosen=bool(_place()),
        show_as_of=False,
        holder=dict(form.holder.choices).get(form.holder.data),
        place=_place(),
        basis=label(BASES[form.due_basis.data]) if form.due_basis.data in BASES else "",
        is_mine=may_record(who().role, "household", "assigned"),
    )


def _in_words(row: Row) -> Row:
    step = find_step(row["subject"], row["next_step"])
    return row | {
        "url": list_url(*PAGES[row["subject"]], code=row["code"]),
        "km": "" if row["chainage_m"] is None else to_text(row["chainage_m"]),
        "step_words": label(step) if step else "",
    }
