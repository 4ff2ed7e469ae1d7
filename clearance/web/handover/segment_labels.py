"""Handover segments in words: columns of the list, filters, the turns of the two keys."""

import json
from collections.abc import Callable
from typing import Any

from clearance.i18n import gettext as _
from clearance.i18n import lazy_gettext as _l
from clearance.reports.handover.segments import is_disputed
from clearance.rules.basics.chainage import span_text
from clearance.web.frame.filters import Filter
from clearance.web.frame.known_as_of import is_uncounted
from clearance.web.frame.labels import day, kinds_in_words, show_whole, unsurveyed_words
from clearance.web.frame.lists import Column, ListPage

Row = dict[str, Any]
STANDINGS: dict[str, Any] = {
    "open": _l("Chưa có ngày cam kết"),
    "promised": _l("Đã có ngày cam kết"),
    "offered": _l("Chờ chủ đầu tư nhận"),
    "refused": _l("Chủ đầu tư từ chối"),
    "accepted": _l("Đã nhận"),
}
_TURNS: dict[str, Callable[[], str]] = {
    "offered": lambda: _("Đề nghị bàn giao"),
    "accepted": lambda: _("Chủ đầu tư nhận"),
    "refused": lambda: _("Chủ đầu tư từ chối"),
    "withdrawn": lambda: _("Đính chính"),
}
_GROUPS = {"offered": "doing", "accepted": "done", "refused": "stuck", "withdrawn": "todo"}


def _is_late(row: Row) -> bool:
    return row["float_days"] is not None and row["float_days"] < 0


def _is_ready(row: Row) -> bool:
    """Clear from end to end and not yet with the investor."""
    is_clear = 0 < row["length_m"] == row["clear_m"]
    return is_clear and row["standing"] in ("open", "promised", "refused")


#: The list of segments.
SEGMENTS = ListPage(
    "segments",
    _l("Đoạn bàn giao"),
    "handover/segments/list.html",
    columns=(
        Column("code", _l("Đoạn")),
        Column("place", _l("Lý trình"), only="file"),
        Column("length_m", _l("Dài (m)"), "number", only="file"),
        Column("package", _l("Gói thầu")),
        Column("need_by_on", _l("Cần trước"), "date"),
        Column("promised_on", _l("Cam kết"), "date"),
        Column("earlier", _l("Cam kết trước đó"), only="file"),
        Column("float_days", _l("Dự trữ (ngày)"), "number"),
        Column("p50", _l("Dự báo P50"), "date", only="file"),
        Column("p80", _l("Dự báo P80"), "date"),
        Column("p95", _l("Dự báo P95"), "date", only="file"),
        Column("p80_float", _l("Dự trữ so với P80 (ngày)"), "number", only="file"),
        Column("cases", _l("Số hồ sơ đã học"), "number", only="file"),
        Column("no_forecast", _l("Vì sao chưa dự báo"), only="file"),
        Column("rest_p80", _l("P80 của phần còn lại"), "date", only="file"),
        Column("untold", _l("Hồ sơ chưa dự báo được"), "number", only="file"),
        Column("standing_words", _l("Tình trạng")),
        Column("offered_on", _l("Đề nghị"), "date", only="file"),
        Column("accepted_on", _l("Đã nhận"), "date", only="file"),
        Column("waiting_days", _l("Chờ (ngày)"), "number", only="file"),
        Column("clear_m", _l("Mét sạch"), "number"),
        Column("main_clear_m", _l("Sạch, chỉ phạm vi chính (m)"), "number", only="file"),
        Column("longest_m", _l("Sạch dài nhất (m)"), "number", only="file"),
        Column("what", _l("Còn vướng")),
    ),
    filters=(
        Filter("standing", _l("Tình trạng"), options=tuple(STANDINGS.items())),
        Filter("package", _l("Gói thầu"), words="package"),
        Filter("late", _l("Trễ"), _is_late, _l("Sau ngày cần")),
        Filter(
            "dispute",
            _l("Bất đồng"),
            is_disputed,
            _l("Bị từ chối hoặc chưa trả lời từ 7 ngày"),
        ),
        Filter("alert", _l("Cảnh báo"), "is_alert", _l("P80 sau ngày cần")),
        Filter("ready", _l("Có thể đề nghị"), _is_ready, _l("Đã sạch hết")),
        Filter("alignment"),
    ),
    sorts=(
        "code",
        "length_m",
        "need_by_on",
        "promised_on",
        "moved",
        "float_days",
        "p80",
        "clear_m",
        "longest_m",
        "package",
        "waiting_days",
    ),
)


def in_words(row: Row) -> Row:
    """A segment's row with what is shown of it."""
    held = [kinds_in_words(row["kinds"])] if row["kinds"] else []
    if row["unknown_m"]:
        kinds = f" ({unsurveyed_words(row['unsurveyed'])})" if row["unsurveyed"] else ""
        held.append(_("%(n)s m chưa khảo sát", n=show_whole(row["unknown_m"])) + kinds)
    slips = [_earlier(p, q) for p, q in zip(row["promises"], row["promises"][1:], strict=False)]
    return {
        **row,
        "place": span_text(row["from_m"] or 0, row["to_m"] or 0),
        "standing_words": str(STANDINGS[row["standing"]]),
        "what": ", ".join(held),
        "clear_words": _clear(row),
        "slips": slips,
        "earlier": "; ".join(slips),
    }


def _clear(row: Row) -> str:
    """Clear metres of all; of the main scope where it has more; what they leave out."""
    words = f"{show_whole(row['clear_m'])} / {show_whole(row['length_m'])} m"
    if row["main_clear_m"] != row["clear_m"]:
        main = _("phạm vi chính: %(n)s", n=show_whole(row["main_clear_m"]))
        words = f"{words} ({main} m)"
    left_out = _("Mét sạch chưa tính khảo sát nhà, đường dây, mộ.")
    return f"{words}. {left_out}" if is_uncounted() else words


def _earlier(promise: Row, after: Row) -> str:
    """A promise that was moved: its day, then who moved it, when and why."""
    parts = [after["who"] or "", day(after["made_on"]), after["why"]]
    return f"{day(promise['promised_on'])} ({', '.join(filter(None, parts))})"


def turns_in_words(promises: list[Row], turns: list[Row]) -> list[Row]:
    """Promises and turns of the keys of one segment or offering, the newest first."""
    rows = [
        {
            "what": _("Cam kết bàn giao ngày %(day)s", day=day(p["promised_on"])),
            "on": p["made_on"],
            "who": p["who"],
            "why": p["why"],
            "group": "todo",
            "files": [],
            "at": p["recorded_at"],
            "note": _("trước đó: %(day)s", day=day(p["previous_on"])) if p["previous_on"] else "",
        }
        for p in promises
    ]
    rows += [
        {
            "what": _TURNS[t["fact"]](),
            "on": t["on_day"],
            "who": t["who"],
            "why": t["why"],
            "group": _GROUPS[t["fact"]],
            "files": json.loads(t["evidence"] or "[]"),
            "note": "",
            "at": t["recorded_at"],
        }
        for t in turns
    ]
    return sorted(rows, key=lambda turn: turn["at"], reverse=True)
