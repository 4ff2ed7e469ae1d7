"""Everything an import compares itself with: plain rows, shapes as hex WKB in the legal CRS."""

from clearance.rules.records.subjects import PERSONAL
from clearance.store.engine.connection import Row, Store

#: Subjects whose personal values come along in the same row.
_NAMED = ("household", "grave", "person")
_DRAWN = (
    "unit",
    "alignment",
    "corridor",
    "base_feature",
    "parcel",
    "structure",
    "utility",
    "grave",
)
_ON_ROAD = ("structure", "utility", "package", "segment", "survey")
_PERSONAL = ", ".join(f"i.{name}" for name in PERSONAL)


def list_known(store: Store, subject: str) -> list[Row]:
    """All rows of a subject as they stand."""
    personal = f", {_PERSONAL}" if subject in _NAMED else ""
    drawn = ", s.crs, s.legal_wkb" if subject in _DRAWN else ""
    rows = store.query(
        f"SELECT t.*{personal}{drawn} FROM {subject} t"  # noqa: S608 – names from the tables above
        + (" LEFT JOIN identity i ON i.subject_uid = t.uid" if personal else "")
        + (" LEFT JOIN shape s ON s.subject_uid = t.uid" if drawn else "")
        + " ORDER BY t.uid"
    )
    return [_with_hex(row) for row in rows]


def _with_hex(row: Row) -> Row:
    legal = row.pop("legal_wkb", None)
    return row | ({"shape": legal.hex()} if legal else {})


def count_resting(store: Store) -> dict[str, dict[str, int]]:
    """By alignment: how many things that come in by no drawing have their metres on it."""
    found: dict[str, dict[str, int]] = {}
    for table in _ON_ROAD:
        for row in store.query(
            f"SELECT alignment_uid AS uid, COUNT(*) AS things FROM {table}"  # noqa: S608
            " WHERE alignment_uid IS NOT NULL AND chainage_from_m IS NOT NULL"
            " GROUP BY alignment_uid"
        ):
            found.setdefault(row["uid"], {})[table] = row["things"]
    return found
