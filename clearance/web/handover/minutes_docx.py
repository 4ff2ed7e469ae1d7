"""Minutes as a Word document: the same facts as the printed page, in the office's template."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask import Response, current_app
from flask_babel import format_decimal

from clearance.exchange.writers.docx_out import write_docx
from clearance.i18n import gettext as _
from clearance.web.frame.context import as_of, desk
from clearance.web.frame.labels import day
from clearance.web.frame.office_labels import office_words
from clearance.web.frame.project_name import project_name

Row = dict[str, Any]
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_THINGS = (
    ("structure", lambda: _("Nhà, công trình")),
    ("grave", lambda: _("Mộ")),
    ("utility", lambda: _("Hạ tầng kỹ thuật")),
)


def word(row: Row, rows: list[Row], told: Row) -> Response:
    """The document; `told`: thing, things, total, offer and answer as the page has them."""
    total = told["total"]
    values = {
        "office": office_words() or _("Tổ công tác GPMB"),
        "thing": told["thing"],
        "place": row["place"],
        "year": as_of()[:4],
        "as_of": day(as_of()),
        "facts": [{"words": words, "value": value} for words, value in _facts(row, told) if value],
        "rows": [_line(number, parcel) for number, parcel in enumerate(rows, 1)],
        "total": {
            "parcels": total["parcels"],
            "area": _area(total["area_m2"]),
            "done": f"{total['done']}/{total['due']}",
        },
    }
    name = f"minutes-{row['code']}-{as_of()}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(write_docx(_template(), values), mimetype=_WORD, headers=headers)


def _template() -> Path:
    own = desk().settings.minutes
    shipped = Path(current_app.root_path) / str(current_app.template_folder)
    return Path(own) if own else shipped / "handover/segments/minutes.docx"


def _facts(row: Row, told: Row) -> Iterator[tuple[str, str]]:
    """The head of the minutes, line by line; what does not apply is empty."""
    total, things, offer, answered = (told[k] for k in ("total", "things", "offer", "answered"))
    yield _("Dự án"), project_name()
    yield _("Gói thầu"), row.get("package_name") or row.get("package") or ""
    yield _("Nhà thầu"), row.get("contractor") or ""
    yield _("Lý trình"), row["place"]
    if things is not None:
        yield _("Mét sạch"), row["clear_words"]
    yield _("Thửa phải bàn giao"), f"{total['due']}, {_('đã bàn giao %(n)s', n=total['done'])}"
    yield _("Đất công, không cản trở"), _public(total)
    area = f"{_area(total['area_m2'])} m², {_('đã bàn giao %(n)s m²', n=_area(total['done_m2']))}"
    yield _("Diện tích thu hồi"), area
    for kind, words in _THINGS if things is not None else ():
        yield words(), f"{things[kind]['gone']}/{things[kind]['number']}"
    yield _("Còn vướng"), row.get("what") or ""
    yield _("Đề nghị bàn giao"), day(offer["on_day"]) if offer else ""
    yield _("Chủ đầu tư trả lời"), _answer(answered)


def _public(total: Row) -> str:
    """Public land beside the parcels to be handed over, empty when there is none."""
    n, area = total["public"], _area(total["public_m2"])
    return _("%(n)s thửa, %(area)s m²", n=n, area=area) if n else ""


def _answer(answered: Row | None) -> str:
    if not answered:
        return ""
    words = _("nhận") if answered["fact"] == "accepted" else _("từ chối: ") + answered["why"]
    return f"{words}, {day(answered['on_day'])}"


def _line(number: int, parcel: Row) -> Row:
    side = parcel["side_words"]
    handed = day(parcel["cleared_on"]) if parcel["cleared_on"] else _("chưa")
    return {
        "number": number,
        "commune": parcel["commune"] or "–",
        "parcel": f"{parcel['map_sheet_no'] or '–'}/{parcel['parcel_no'] or '–'}",
        "land_use": parcel["land_use_code"] or "–",
        "area": _part(parcel),
        "place": f"{parcel['place']}, {side}" if side else parcel["place"],
        "handed_over": parcel["note"] or handed,
    }


def _part(parcel: Row) -> str:
    """The area that counts here; of a parcel that reaches beyond, the whole beside it."""
    here, whole = _area(parcel["area_here_m2"]), _area(parcel["area_recovered_m2"])
    return (
        _("%(here)s (cả thửa %(whole)s)", here=here, whole=whole) if parcel["is_partial"] else here
    )


def _area(area_m2: Decimal | float | None) -> str:
    return str(format_decimal(round(area_m2, 1))) if area_m2 is not None else "–"
