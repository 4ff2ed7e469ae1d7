"""Minutes as a Word document: the same facts as the printed page, in the office's template."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Response, current_app
from flask_babel import format_decimal

from clearance.exchange.docx_out import write_docx
from clearance.i18n import gettext as _
from clearance.web.desk import as_of, desk
from clearance.web.road import show_whole
from clearance.web.segment_words import day

Row = dict[str, Any]
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_THINGS = (("structure", lambda: _("Nhà, công trình")), ("grave", lambda: _("Mộ")),
           ("utility", lambda: _("Hạ tầng kỹ thuật")))  # fmt: skip


def word(row: Row, rows: list[Row], told: Row) -> Response:
    """The document; `told`: thing, things, total, offer and answer as the page has them."""
    total = told["total"]
    values = {
        "office": desk().settings.office, "thing": told["thing"], "place": row["place"],
        "year": as_of()[:4], "as_of": day(as_of()),
        "facts": [{"words": words, "value": value} for words, value in _facts(row, told) if value],
        "rows": [_line(number, parcel) for number, parcel in enumerate(rows, 1)],
        "total": {"parcels": total["parcels"], "area": _area(total["area_m2"]),
                  "done": f"{total['done']}/{total['parcels']}"},
    }  # fmt: skip
    name = f"minutes-{row['code']}-{as_of()}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(write_docx(_template(), values), mimetype=_WORD, headers=headers)


def _template() -> Path:
    own = desk().settings.minutes
    shipped = Path(current_app.root_path) / str(current_app.template_folder)
    return Path(own) if own else shipped / "segments" / "minutes.docx"


def _facts(row: Row, told: Row) -> Iterator[tuple[str, str]]:
    """The head of the minutes, line by line; what does not apply is empty."""
    total, things, offer, answered = (told[k] for k in ("total", "things", "offer", "answered"))
    yield _("Gói thầu"), row.get("package_name") or row.get("package") or ""
    yield _("Nhà thầu"), row.get("contractor") or ""
    yield _("Lý trình"), row["place"]
    if things is not None:
        yield _("Mét sạch"), f"{show_whole(row['clear_m'])} / {show_whole(row['length_m'])} m"
    yield _("Số thửa"), f"{total['parcels']}, {_('đã bàn giao %(n)s', n=total['done'])}"
    yield _("Diện tích thu hồi"), f"{_area(total['area_m2'])} m²"
    for kind, words in _THINGS if things is not None else ():
        yield words(), f"{things[kind]['gone']}/{things[kind]['number']}"
    yield _("Còn vướng"), row.get("what") or ""
    yield _("Đề nghị bàn giao"), day(offer["on_day"]) if offer else ""
    yield _("Chủ đầu tư trả lời"), _answer(answered)


def _answer(answered: Row | None) -> str:
    if not answered:
        return ""
    words = _("nhận") if answered["fact"] == "accepted" else _("từ chối: ") + answered["why"]
    return f"{words}, {day(answered['on_day'])}"


def _line(number: int, parcel: Row) -> Row:
    side = parcel["side_words"]
    handed = day(parcel["cleared_on"]) if parcel["cleared_on"] else _("chưa")
    return {
        "number": number, "commune": parcel["commune"] or "–",
        "parcel": f"{parcel['map_sheet_no'] or '–'}/{parcel['parcel_no'] or '–'}",
        "land_use": parcel["land_use_code"] or "–", "area": _area(parcel["area_recovered_m2"]),
        "place": f"{parcel['place']}, {side}" if side else parcel["place"],
        "handed_over": _("đất công") if parcel["is_public"] else handed,
    }  # fmt: skip


def _area(area_m2: float | None) -> str:
    return str(format_decimal(round(area_m2, 1))) if area_m2 is not None else "–"
