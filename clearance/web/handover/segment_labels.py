"""Handover segments in words: columns of the list, filters, the turns of the two keys."""

import json
from collections import Counter
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from clearance.i18n import gettext as _
from clearance.reports.handover.segments import is_disputed
from clearance.rules.basics.chainage import span_text
from clearance.web.frame.context import asked
from clearance.web.frame.labels import day, kinds_in_words, show_whole
from clearance.web.frame.lists import Column

Row = dict[str, Any]
STANDINGS: dict[str, Callable[[], str]] = {
    "open": lambda: _("Chưa có ngày cam kết"),
    "promised": lambda: _("Đã có ngày cam kết"),
    "offered": lambda: _("Chờ chủ đầu tư nhận"),
    "refused": lambda: _("Chủ đầu tư từ chối"),
    "accepted": lambda: _("Đã nhận"),
}
_TURNS: dict[str, Callable[[], str]] = {
    "offered": lambda: _("Đề nghị bàn giao"),
    "accepted": lambda: _("Chủ đầu tư nhận"),
    "refused": lambda: _("Chủ đầu tư từ chối"),
    "withdrawn": lambda: _("Đính chính"),
}
_GROUPS = {"offered": "doing", "accepted": "done", "refused": "stuck", "withdrawn": "todo"}
SORTED = (
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
)


def columns() -> list[Column]:
    """What the list shows, and the files with it."""
    return [
        ("code", _("Đoạn"), "text"),
        ("place", _("Lý trình"), "text"),
        ("length_m", _("Dài (m)"), "number"),
        ("package", _("Gói thầu"), "text"),
        ("need_by_on", _("Cần trước"), "date"),
        ("promised_on", _("Cam kết"), "date"),
        ("earlier", _("Cam kết trước đó"), "text"),
        ("float_days", _("Dự trữ (ngày)"), "number"),
        ("p50", _("Dự báo P50"), "date"),
        ("p80", _("Dự báo P80"), "date"),
        ("p95", _("Dự báo P95"), "date"),
        ("p80_float", _("Dự trữ so với P80 (ngày)"), "number"),
        ("cases", _("Số hồ sơ đã học"), "number"),
        ("no_forecast", _("Vì sao chưa dự báo"), "text"),
        ("rest_p80", _("P80 của phần còn lại"), "date"),
        ("untold", _("Hồ sơ chưa dự báo được"), "number"),
        ("standing_words", _("Tình trạng"), "text"),
        ("offered_on", _("Đề nghị"), "date"),
        ("accepted_on", _("Đã nhận"), "date"),
        ("waiting_days", _("Chờ (ngày)"), "number"),
        ("clear_m", _("Mét sạch"), "number"),
        ("longest_m", _("Sạch dài nhất (m)"), "number"),
        ("what", _("Còn vướng"), "text"),
    ]


def in_words(row: Row) -> Row:
    """A segment's row with what is shown of it."""
    held = [kinds_in_words(row["kinds"])] if row["kinds"] else []
    if row["unknown_m"]:
        held.append(_("%(n)s m chưa khảo sát", n=show_whole(row["unknown_m"])))
    slips = [_earlier(p, q) for p, q in zip(row["promises"], row["promises"][1:], strict=False)]
    return {
        **row,
        "place": span_text(row["from_m"] or 0, row["to_m"] or 0),
        "standing_words": STANDINGS[row["standing"]](),
        "what": ", ".join(held),
        "slips": slips,
        "earlier": "; ".join(slips),
    }


def _earlier(promise: Row, after: Row) -> str:
    """A promise that was moved: its day, then who moved it, when and why."""
    parts = [after["who"] or "", day(after["made_on"]), after["why"]]
    return f"{day(promise['promised_on'])} ({', '.join(filter(None, parts))})"


def chips(rows: list[Row]) -> list[tuple[str, str, list[Any]]]:
    """The filters of the list with their counts."""
    stands, packages = Counter(r["standing"] for r in rows), Counter(r["package"] for r in rows)
    return [
        (
            _("Tình trạng"),
            "standing",
            [(code, words(), stands[code]) for code, words in STANDINGS.items() if stands[code]],
        ),
        (_("Gói thầu"), "package", [(code, code, n) for code, n in packages.items() if code]),
        (_("Trễ"), "late", [("1", _("Sau ngày cần"), sum(map(_is_late, rows)))]),
        (
            _("Bất đồng"),
            "dispute",
            [("1", _("Bị từ chối hoặc chưa trả lời từ 7 ngày"), sum(map(is_disputed, rows)))],
        ),
        (
            _("Cảnh báo"),
            "alert",
            [("1", _("P80 sau ngày cần"), sum(row["is_alert"] for row in rows))],
        ),
        (_("Có thể đề nghị"), "ready", [("1", _("Đã sạch hết"), sum(map(_is_ready, rows)))]),
    ]


def wishes(rows: list[Row]) -> list[Row]:
    """The rows the filters of the address let through."""
    meant = (
        ("late", _is_late),
        ("ready", _is_ready),
        ("dispute", is_disputed),
        ("alert", itemgetter("is_alert")),
    )
    for name, is_meant in meant:
        if asked(name) == "1":
            rows = [row for row in rows if is_meant(row)]
    for name in ("standing", "package", "alignment"):
        rows = [row for row in rows if asked(name) in ("", row[name])]
    return rows


def _is_late(row: Row) -> bool:
    return row["float_days"] is not None and row["float_days"] < 0


def _is_ready(row: Row) -> bool:
    """Clear from end to end and not yet with the investor."""
    is_clear = 0 < row["length_m"] == row["clear_m"]
    return is_clear and row["standing"] in ("open", "promised", "refused")


def turns_in_words(promises: list[Row], turns: list[Row]) -> list[Row]:
    """Promises and turns of the keys of one segment or offering, the newest first."""
    told = [
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
    told += [
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
    return sorted(told, key=lambda turn: turn["at"], reverse=True)
