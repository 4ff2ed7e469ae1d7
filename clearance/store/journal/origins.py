"""The offices a hub takes from: the cursor of each, and where every taken row came from."""

from collections.abc import Iterator

from clearance.store.engine.connection import Row, Store
from clearance.store.journal.changes import GENESIS, row_hash

#: What a row says in seals, which two databases make each for itself.
SEALABLE = ("why", "patch", "before")
#: The condition that a row is this database's own, not taken from an office.
_RETIRED = "SELECT project_uid FROM retired WHERE subject_uid = :uid"
NOT_TAKEN = "project_uid NOT IN (SELECT uid FROM source)"


def find(store: Store, uid: str) -> Row | None:
    """The cursor of an office, None before anything was taken from it."""
    return store.first("SELECT * FROM source WHERE uid = :uid", uid=uid)


def find_at(store: Store, url: str) -> Row | None:
    """The cursor of the office that answers at an address."""
    return store.first("SELECT * FROM source WHERE url = :url", url=url)


def uids(store: Store) -> set[str]:
    """All offices taken from; none when this is no hub."""
    known: set[str] | None = store.found.get("sources")
    if known is None:
        known = {row["uid"] for row in store.query("SELECT uid FROM source")}
        store.found["sources"] = known
    return known


def write(store: Store, row: Row) -> None:
    """Set an office's cursor: uid, url, seq, hash, news_at, asked_at."""
    store.found.pop("sources", None)
    store.run(
        "INSERT INTO source (uid, url, seq, hash, news_at, asked_at)"
        " VALUES (:uid, :url, :seq, :hash, :news_at, :asked_at)"
        " ON CONFLICT (uid) DO UPDATE SET url = excluded.url, seq = excluded.seq,"
        " hash = excluded.hash, news_at = excluded.news_at, asked_at = excluded.asked_at",
        **row,
    )


def keep_origin(store: Store, seq: int, source_uid: str, there: Row, here: Row) -> None:
    """Keep where the journal row of that number came from, and what it says otherwise there."""
    told = {name: None if there[name] == here[name] else there[name] for name in SEALABLE}
    store.run(
        "INSERT INTO origin (seq, source_uid, source_seq, source_hash, told_why, told_patch,"
        " told_before) VALUES (:seq, :uid, :source_seq, :hash, :why, :patch, :before)",
        seq=seq,
        uid=source_uid,
        source_seq=there["seq"],
        hash=there["hash"],
        **told,
    )


def find_former(store: Store, source_uid: str, source_seq: int) -> Row | None:
    """Our row of an office's row that was taken before the office sealed its journal."""
    return store.first(
        "SELECT c.* FROM former_origin f JOIN change c ON c.seq = f.seq"
        " WHERE f.source_uid = :uid AND f.source_seq = :seq",
        uid=source_uid,
        seq=source_seq,
    )


def forget_former(store: Store, seq: int) -> None:
    """That row was told anew."""
    store.run("DELETE FROM former_origin WHERE seq = :seq", seq=seq)


def hash_at(store: Store, source_uid: str, source_seq: int) -> str | None:
    """The hash of an office's row as it was taken."""
    value = store.value(
        "SELECT source_hash FROM origin WHERE source_uid = :uid AND source_seq = :seq",
        uid=source_uid,
        seq=source_seq,
    )
    return str(value) if value else None


def project_of(store: Store, subject: str, uid: str) -> str | None:
    """The project of a thing, None when there is no such thing."""
    value = store.value(f"SELECT project_uid FROM {subject} WHERE uid = :uid", uid=uid)  # noqa: S608
    value = value or store.value(_RETIRED, uid=uid)
    return None if value is None else str(value)


def name_of(store: Store, project_uid: str) -> Row:
    """Code and name of a project, '' before it said any."""
    row = store.first("SELECT code, name FROM project WHERE uid = :uid", uid=project_uid)
    return row or {"code": "", "name": project_uid}


def list_projects(store: Store) -> list[Row]:
    """Every project with its households, those handed over, a road, and its cursor if any."""
    return store.query(
        "SELECT p.uid, p.code, p.name, s.url, s.seq, s.asked_at, s.news_at,"
        " (SELECT MIN(uid) FROM alignment a WHERE a.project_uid = p.project_uid) AS road,"
        " COALESCE(h.households, 0) AS households, COALESCE(h.handed_over, 0) AS handed_over"
        " FROM project p LEFT JOIN source s ON s.uid = p.project_uid LEFT JOIN ("
        "SELECT project_uid, COUNT(*) AS households,"
        " SUM(CASE WHEN cleared_on IS NULL THEN 0 ELSE 1 END) AS handed_over"
        " FROM household GROUP BY project_uid) h ON h.project_uid = p.project_uid"
        " WHERE s.uid IS NOT NULL OR h.households > 0 ORDER BY p.name, p.code, p.uid"
    )


def last_own_news(store: Store) -> str:
    """The instant of the newest row that this database recorded itself, '' when none."""
    newest = f"SELECT recorded_at FROM change WHERE {NOT_TAKEN} ORDER BY seq DESC LIMIT 1"  # noqa: S608
    return store.value(newest) or ""


def broken_origins(store: Store) -> Iterator[str]:
    """Taken rows that no longer give the hash, or the chain, of the office they came from."""
    heads: dict[str, tuple[int, str]] = {}
    for row in store.stream(
        "SELECT o.*, c.* FROM origin o"
        " LEFT JOIN change c ON c.seq = o.seq ORDER BY o.source_uid, o.source_seq"
    ):
        last, previous = heads.get(row["source_uid"], (0, GENESIS))
        there = {**row, "seq": row["source_seq"], "previous_hash": previous}
        there |= {name: row[f"told_{name}"] or row[name] for name in SEALABLE}
        if row["source_seq"] != last + 1 or row_hash(there) != row["source_hash"]:
            yield f"origin {row['source_uid']} {row['source_seq']}: hash or link broken"
        heads[row["source_uid"]] = row["source_seq"], row["source_hash"]
    for cursor in store.query("SELECT uid, seq, hash FROM source ORDER BY uid"):
        if heads.get(cursor["uid"], (0, GENESIS)) != (cursor["seq"], cursor["hash"]):
            yield f"source {cursor['uid']}: cursor is not at its last row"
