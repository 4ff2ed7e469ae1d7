"""A hub takes the journal of an office: rows already judged there, kept here as they are.

The office's verdict stands: what it accepted moves the state here too, what it held or refused is
only journalled. Rows, state and cursor go in one transaction; a page is taken whole or not at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clearance.record.apply import apply, entry_of, shape_row
from clearance.record.hub_checks import fault_of, not_understood
from clearance.rules.basics.days import stamp
from clearance.rules.records.hub_page import Page, stopped
from clearance.rules.records.remarks import same_row
from clearance.store import Store
from clearance.store.journal import changes, meta, origins, remarks


@dataclass(frozen=True, slots=True)
class Taken:
    """How far an office's journal is taken now, how many rows were new, how many known."""

    seq: int
    new: int = 0
    repeated: int = 0


def take_page(store: Store, page: Page, address: str, now: datetime) -> Taken:
    """Take a page of an office's journal; raises Refused and keeps nothing when it does not fit."""
    with store.atomic(), store.together():
        cursor = _cursor(store, page, address)
        _see_that_it_reaches(page, cursor)
        known = [row for row in page.rows if row["seq"] <= cursor["seq"]]
        for row in known:
            _see_that_it_is_known(store, page, row)
        for row in page.rows[len(known) :]:
            _see_that_it_follows(row, cursor)
            _take(store, page.office_uid, row)
            cursor |= {"seq": row["seq"], "hash": row["hash"], "news_at": row["recorded_at"]}
        _see_that_it_ends(page, cursor)
        origins.write(store, cursor | {"url": address or cursor["url"], "asked_at": stamp(now)})
    return Taken(cursor["seq"], len(page.rows) - len(known), len(known))


def _cursor(store: Store, page: Page, address: str) -> dict[str, Any]:
    """Where the office's journal stands here; refuses ourselves and another office's address."""
    if page.office_uid == meta.project_uid(store):
        raise stopped("là nhật ký của chính nơi này.", "Trung tâm không lấy tin của chính mình.")
    before = origins.find_at(store, address) if address else None
    if before and before["uid"] != page.office_uid:
        raise stopped(
            "địa chỉ này trước đây là của một đơn vị khác.",
            "Hỏi lại đơn vị; nếu đổi địa chỉ thật, lấy đơn vị cũ ở địa chỉ mới của nó trước.",
            address,
        )
    fresh = {
        "uid": page.office_uid,
        "url": address,
        "seq": 0,
        "hash": changes.GENESIS,
        "news_at": "",
    }
    return origins.find(store, page.office_uid) or fresh


def _see_that_it_reaches(page: Page, cursor: Mapping[str, Any]) -> None:
    """An office's journal never gets shorter, and a page brings something when there is more."""
    if page.head_seq < cursor["seq"]:
        raise _rewritten(f"{page.head_seq} < {cursor['seq']}")
    if not page.rows and page.head_seq > cursor["seq"]:
        raise stopped("trang tin trống dù còn dòng mới.", "Chạy lại; nếu vẫn vậy, báo đơn vị.")


def _see_that_it_is_known(store: Store, page: Page, row: Mapping[str, Any]) -> None:
    """A row sent again must be the one that was taken, to the letter."""
    kept = origins.hash_at(store, page.office_uid, row["seq"])
    if kept != row["hash"] or changes.row_hash(row) != row["hash"]:
        raise _rewritten(row["seq"])


def _see_that_it_follows(row: Mapping[str, Any], cursor: Mapping[str, Any]) -> None:
    if row["seq"] != cursor["seq"] + 1:
        raise stopped(
            "thiếu dòng nhật ký giữa chừng.",
            f"Lấy tiếp từ sau số {cursor['seq']} (`flask export feed --after {cursor['seq']}`).",
            f"{cursor['seq']} → {row['seq']}",
        )
    if row["previous_hash"] != cursor["hash"]:
        raise _rewritten(row["seq"])
    if changes.row_hash(row) != row["hash"]:
        raise stopped(
            "dòng nhật ký đã bị sửa trên đường đi.",
            "Không nhận gì của trang này; lấy lại, nếu vẫn vậy thì báo đơn vị.",
            row["seq"],
        )


def _see_that_it_ends(page: Page, cursor: Mapping[str, Any]) -> None:
    """Whoever reaches the end must stand at the head the office told."""
    if page.head_seq == cursor["seq"] and page.head_hash != cursor["hash"]:
        raise _rewritten(cursor["seq"])


def _rewritten(value: object) -> Exception:
    return stopped(
        "nhật ký của đơn vị không còn là nhật ký đã lấy (bị viết lại hoặc khôi phục từ bản cũ).",
        "Đừng lấy tiếp; hỏi đơn vị, rồi dựng trung tâm mới từ nhật ký đúng.",
        value,
    )


def _take(store: Store, office_uid: str, row: Mapping[str, Any]) -> None:
    """Journal one row as it is, with its verdict; apply it if the office accepted it."""
    if fault := fault_of(store, office_uid, row):
        raise fault
    if former := origins.find_former(store, office_uid, row["seq"]):
        _take_anew(store, office_uid, row, former)
        return
    if changes.find_change(store, row["uid"]):
        raise stopped(
            "mã gửi này đã dùng cho nội dung khác.", "Báo đơn vị và người giữ phần mềm.", row["uid"]
        )
    seq = changes.write(store, row)
    origins.keep_origin(store, seq, office_uid, dict(row), dict(row))
    if row["standing"] == "accepted":
        entry = entry_of(remarks.with_texts({**row, "seq": seq}, {}))
        try:
            apply(store, entry, shape_row(row["subject"], row["subject_uid"], entry["patch"]))
        except (LookupError, TypeError, ValueError) as error:  # the patch lacks what it needs
            raise not_understood(row, error) from error


def _take_anew(
    store: Store, office_uid: str, row: Mapping[str, Any], known: Mapping[str, Any]
) -> None:
    """A row of a sealed journal that was taken before: the same one, but for its seals."""
    if same_row(row) != same_row(known):
        raise _rewritten(row["seq"])
    origins.keep_origin(store, known["seq"], office_uid, dict(row), dict(known))
    origins.forget_former(store, known["seq"])
