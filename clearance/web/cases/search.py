"""Search: names without marks, codes, places on the road, sheet and parcel numbers."""

from typing import Any

from flask import Blueprint, jsonify, render_template

from clearance.i18n import gettext as _
from clearance.i18n import label
from clearance.rules.basics.chainage import span_text, to_text
from clearance.rules.basics.names import fold
from clearance.rules.basics.search_query import Wanted, fits, read
from clearance.rules.procedure.steps import Step, find_step
from clearance.rules.records.permissions import may_open, sees
from clearance.store.cases import search
from clearance.web.frame.access import opens
from clearance.web.frame.context import asked, store, today, who
from clearance.web.frame.labels import SUBJECTS
from clearance.web.recording.submit import address

blueprint = Blueprint("search", __name__)
Row = dict[str, Any]
MOST, MOST_TYPED = 50, 10
#: How far is looked for names with the very marks typed, which come first.
_DEEP = 300


@blueprint.get("/search")
@opens("search")
def index() -> Any:
    """Everything found, or the first ten as JSON while somebody types."""
    text, is_typed = asked("q"), asked("format") == "json"
    wanted = read(text)
    most = MOST_TYPED if is_typed else MOST
    rows = _found(wanted, most)[:most] if text else []
    if is_typed:
        return jsonify({"results": [{k: r[k] for k in ("url", "title", "hint")} for r in rows]})
    return render_template(
        "cases/search.html",
        rows=rows,
        wanted=wanted,
        text=text,
        most=most,
        search_open=True,
        sees_cases=_sees_cases(),
    )


def _sees_cases() -> bool:
    return may_open(who().role, "households")


def _found(wanted: Wanted, most: int) -> list[Row]:
    """Cases first, then segments; each only for those who may open its page."""
    rows = [_case(row) for row in _cases(wanted, most)] if _sees_cases() else []
    if may_open(who().role, "segments") and not wanted.sheet:
        rows += map(_segment, search.segments(store(), wanted.words, wanted.metres, MOST_TYPED))
    return rows


def _cases(wanted: Wanted, most: int) -> list[Row]:
    of = (store(), who(), today())
    if wanted.metres is not None:
        return search.near(*of, wanted.metres, min(most, 20))
    if wanted.sheet:
        return search.by_sheet(*of, wanted.sheet, wanted.parcel)
    has_marks = fold(wanted.words) != wanted.words.lower()
    rows = search.by_words(*of, wanted.words, _DEEP if has_marks else most)
    code = wanted.words.lower()
    return sorted(
        rows, key=lambda r: (r["code"].lower() != code, not fits(wanted.words, r["name"]))
    )


def _case(row: Row) -> Row:
    """One hit: whose, where, how far."""
    subject, stage = row["subject"], find_step(row["subject"], row["stage"] or "")
    name = row["name"] if sees(who().role, "full_name") == "full" else ""
    place = "" if row["chainage_m"] is None else to_text(row["chainage_m"])
    where = _("tờ/thửa %(place)s", place=row["place"]) if subject == "parcel" else row["place"]
    kind = SUBJECTS[subject]()
    return {
        "url": address(subject, "show", row["code"]),
        "title": name or row["code"],
        "hint": " · ".join(filter(None, (kind, row["code"], place, where, row["unit_name"]))),
        "group": "stuck" if row["is_stuck"] else stage.group if stage else "todo",
        "stage": _stage(row, stage),
    }


def _stage(row: Row, stage: Step | None) -> str:
    if row["is_stuck"]:
        return _("Vướng mắc")
    return label(stage) if stage else _("Chưa bắt đầu")


def _segment(row: Row) -> Row:
    stage = find_step("segment", row["stage"] or "")
    span = span_text(row["chainage_from_m"], row["chainage_to_m"])
    return {
        "url": f"/segments/{row['code']}",
        "title": _("Đoạn %(code)s", code=row["code"]),
        "hint": span,
        "group": stage.group if stage else "todo",
        "stage": label(stage) if stage else _("Chưa đề nghị bàn giao"),
    }
