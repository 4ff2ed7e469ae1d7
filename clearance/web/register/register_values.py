"""From a filled form of the register to a patch: codes looked up, metres checked."""

from typing import Any

from clearance.i18n import gettext as _
from clearance.rules.basics.chainage import span_text
from clearance.rules.records.register import FORMS, SIDED, UNSEEN, overlapping
from clearance.store.cases import register, search
from clearance.store.corridor import corridor
from clearance.web.frame.context import store, today, who
from clearance.web.register.register_form import Chainage, Quantity, Registering

Row = dict[str, Any]
#: Fields in which a code or a name is typed, and what it is of.
_NAMED = {"household_uid": "household", "parcel_uid": "parcel"}
#: Things cut out of another: it, the field that names it, and what an overlap is with.
_CUT = {"package": "alignment_uid", "segment": "package_uid"}
#: Fields that stay as they are where the input is left empty.
_KEPT = (*UNSEEN, "holder_uid")
_MOST = 6


def patch_of(subject: str, form: Registering, uid: str) -> Row | None:
    """What the form says, by field; None when a code is unknown or metres cannot be so."""
    patch = {name: _value(form, name) for name in FORMS[subject]}
    patch |= {name: _found(form, name, _NAMED[name]) for name in _NAMED if name in patch}
    patch = {k: v for k, v in patch.items() if v is not None or k not in _KEPT}
    _complete(subject, patch)
    is_right = not form.errors and _lies_well(subject, form, patch, uid)
    return patch if is_right else None


def known(subject: str, code: str | None) -> Row | None:
    """A thing of the asker's area by its code or uid."""
    return register.find(store(), subject, who(), today(), code or "")


def _value(form: Registering, name: str) -> Any:
    field = form[name]
    if isinstance(field, Chainage):
        return field.metres()
    if isinstance(field, Quantity):
        return field.value()
    return int(field.data) if isinstance(field.data, bool) else (field.data or "").strip() or None


def _found(form: Registering, name: str, subject: str) -> str | None:
    """The uid of the thing of that code, or the only one that bears that name."""
    text = (form[name].data or "").strip()
    if not text:
        return None
    if row := known(subject, text):
        return str(row["uid"])
    alike = search.by_words(store(), who(), today(), text, _MOST)
    rows = [row for row in alike if row["subject"] == subject]
    if len(rows) == 1:
        return str(rows[0]["uid"])
    codes = ", ".join(row["code"] for row in rows)
    none = _("Không có mã hay tên này; để trống nếu chưa rõ.")
    form.blame(name, _("Có nhiều kết quả: %(codes)s. Ghi rõ mã.", codes=codes) if rows else none)
    return None


def _complete(subject: str, patch: Row) -> None:
    """What follows from the rest: the alignment of a segment, the end of a single point."""
    if subject == "segment":
        package = known("package", patch["package_uid"]) or {}
        patch["alignment_uid"] = package.get("alignment_uid")
    start, end = patch.get("chainage_from_m"), patch.get("chainage_to_m")
    if subject in SIDED and start is not None and end is None:
        patch["chainage_to_m"] = start + 1


def _lies_well(subject: str, form: Registering, patch: Row, uid: str) -> bool:
    """Whether the interval is one, on its road, on a side, and takes nobody else's metres."""
    start, end = patch.get("chainage_from_m"), patch.get("chainage_to_m")
    if start is None and end is None:
        return True
    if start is None or end is None or start >= end:
        words = _("Lý trình đầu phải có và nhỏ hơn lý trình cuối.")
        return form.blame("chainage_from_m", words)
    if subject in SIDED and not patch.get("side"):
        return form.blame("side", _("Chọn phía của tim tuyến."))
    off = _off_road(patch, start, end)
    if off:
        return form.blame("chainage_from_m", off)
    return subject not in _CUT or _is_free(subject, form, patch, uid)


def _off_road(patch: Row, start: int, end: int) -> str:
    roads = corridor.list_alignments(store())
    road = next((r for r in roads if r["uid"] == patch.get("alignment_uid")), None)
    first = (road["start_m"] or 0) if road else 0
    if road is None or (start >= first and end <= first + road["length_m"]):
        return ""
    return _(
        "Nằm ngoài tim tuyến (%(place)s); sửa lý trình.",
        place=span_text(first, first + road["length_m"]),
    )


def _is_free(subject: str, form: Registering, patch: Row, uid: str) -> bool:
    """Whether no other package of the road, or segment of the package, has these metres."""
    place, owner = (patch["chainage_from_m"], patch["chainage_to_m"]), patch[_CUT[subject]]
    if subject == "segment":
        package = known("package", owner) or {}
        first, last = package.get("chainage_from_m"), package.get("chainage_to_m")
        if first is not None and last is not None and (place[0] < first or place[1] > last):
            words = _("Nằm ngoài gói thầu (%(place)s).", place=span_text(first, last))
            return form.blame("chainage_from_m", words)
    rows = register.beside(store(), subject, _CUT[subject], owner or "", uid)
    other = overlapping(place, ((r["code"], r["from_m"], r["to_m"]) for r in rows))
    if other is None:
        return True
    words = _("Chồng lên %(code)s (%(place)s).", code=other[0], place=span_text(*other[1:]))
    return form.blame("chainage_from_m", words)
