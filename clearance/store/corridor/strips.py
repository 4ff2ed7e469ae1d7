"""Progress strips: marked stale in the transaction that moves a fact, amended when next read."""

from collections.abc import Mapping, Sequence
from typing import Any

from clearance.store.engine.connection import Row, Store
from clearance.store.map.shapes import Box, corners

_COLUMNS = (
    "alignment_uid",
    "size_m",
    "from_m",
    "to_m",
    "clear_m",
    "blocked_m",
    "unknown_m",
    "line",
    "min_x",
    "min_y",
    "max_x",
    "max_y",
)
_INSERT = (
    f"INSERT INTO strip ({', '.join(_COLUMNS)})"  # noqa: S608 – constant names
    f" VALUES ({', '.join(':' + name for name in _COLUMNS)})"
)
#: Subjects that lie along an alignment, or are one, and what of them moves its metres.
_ALONG = ("parcel", "structure", "utility", "grave", "corridor")
_MOVING = {
    "alignment_uid",
    "chainage_from_m",
    "chainage_to_m",
    "side",
    "parts",
    "is_public",
    "shape",
}

_ROADS = "SELECT uid FROM alignment WHERE project_uid = :project"


def note(store: Store, entry: Mapping[str, Any], before: str | None = None) -> None:
    """Mark the alignments whose metres an accepted journal row about a thing may have moved.

    `before`: the alignment on which the thing lay until now.
    """
    if entry["subject"] == "project" and "surveys_from" in entry["patch"]:
        for row in store.query(_ROADS, project=entry["subject_uid"]):
            mark(store, row["uid"], entry["seq"])
    elif entry["subject"] == "alignment":  # its pieces may lie elsewhere: none is kept
        store.run("DELETE FROM strip WHERE alignment_uid = :uid", uid=entry["subject_uid"])
        mark(store, entry["subject_uid"], entry["seq"])
    elif _moves(entry):
        for uid in {before, entry["patch"].get("alignment_uid", before)}:
            mark(store, uid, entry["seq"])


def place_before(store: Store, entry: Mapping[str, Any]) -> str | None:
    """The alignment along which a thing lay that a row, not yet applied, may move."""
    if entry["fact"] == "registered" or not _moves(entry):
        return None
    sql = f"SELECT alignment_uid FROM {entry['subject']} WHERE uid = :uid"  # noqa: S608 – from the table
    return store.value(sql, uid=entry["subject_uid"]) or None


def _moves(entry: Mapping[str, Any]) -> bool:
    if entry["subject"] == "survey":
        return True
    return entry["subject"] in _ALONG and not _MOVING.isdisjoint(entry["patch"])


def mark(store: Store, alignment_uid: str | None, seq: int) -> None:
    """Mark one alignment; None marks nothing."""
    if alignment_uid:
        store.run(
            "INSERT INTO strip_stale (alignment_uid, seq) VALUES (:uid, :seq)"
            " ON CONFLICT (alignment_uid) DO UPDATE SET seq = excluded.seq",
            uid=alignment_uid,
            seq=seq,
        )


def list_stale(store: Store) -> list[Row]:
    """Alignments whose strips must be made, with the mark they bear now (None: never made)."""
    return store.query(
        "SELECT a.*, m.seq AS mark FROM alignment a LEFT JOIN strip_stale m"
        " ON m.alignment_uid = a.uid WHERE m.seq IS NOT NULL"
        " OR NOT EXISTS (SELECT 1 FROM strip s WHERE s.alignment_uid = a.uid) ORDER BY a.uid"
    )


def replace(store: Store, alignment: Row, rows: Sequence[Row]) -> None:
    """Keep the strips of an alignment; a mark set meanwhile stays."""
    with store.atomic():
        store.run("DELETE FROM strip WHERE alignment_uid = :uid", uid=alignment["uid"])
        store.run_many(_INSERT, rows)
        _unmark(store, alignment)


def find_counts(store: Store, alignment_uid: str) -> dict[tuple[int, int], tuple[int, ...]]:
    """The metres of every piece by (size, from): its end, clear, blocked and unknown metres."""
    rows = store.query(
        "SELECT size_m, from_m, to_m, clear_m, blocked_m, unknown_m FROM strip"
        " WHERE alignment_uid = :uid",
        uid=alignment_uid,
    )
    return {(r["size_m"], r["from_m"]): tuple(r.values())[2:] for r in rows}


def amend(store: Store, alignment: Row, pieces: Mapping[tuple[int, int], tuple[int, ...]]) -> None:
    """Give some pieces of an alignment other metres; a mark set meanwhile stays."""
    with store.atomic():
        store.run_many(
            "UPDATE strip SET clear_m = :clear, blocked_m = :blocked, unknown_m = :unknown"
            " WHERE alignment_uid = :uid AND size_m = :size AND from_m = :from",
            [
                {
                    "uid": alignment["uid"],
                    "size": size,
                    "from": from_m,
                    "clear": clear,
                    "blocked": blocked,
                    "unknown": unknown,
                }
                for (size, from_m), (_to, clear, blocked, unknown) in pieces.items()
            ],
        )
        _unmark(store, alignment)


def _unmark(store: Store, alignment: Row) -> None:
    store.run(
        "DELETE FROM strip_stale WHERE alignment_uid = :uid AND seq = :mark",
        uid=alignment["uid"],
        mark=alignment["mark"],
    )


def list_strips(store: Store, size_m: int, box: Box) -> list[Row]:
    """Strips of one size in a box (EPSG:3857), along each alignment."""
    return store.query(
        "SELECT clear_m, blocked_m, unknown_m, line FROM strip WHERE size_m = :size"
        " AND max_x >= :west AND min_x <= :east AND max_y >= :south AND min_y <= :north"
        " ORDER BY alignment_uid, from_m",
        size=size_m,
        **corners(box),
    )
