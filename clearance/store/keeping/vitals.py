"""Figures by which a monitor sees how an installation fares: sizes and what is waiting."""

from clearance.store.engine.connection import Store
from clearance.store.journal import changes

#: Reports held, by what they wait for, settled by no later one.
_HELD = (
    "SELECT SUM(CASE WHEN c.reason = 'photo_awaited' THEN 1 ELSE 0 END) AS photo,"
    " COUNT(*) AS n FROM change c WHERE c.standing <> 'accepted' AND c.standing = 'held'"
    " AND NOT EXISTS (SELECT 1 FROM change x WHERE x.about = c.uid AND x.standing = 'accepted')"
)


def journal_rows(store: Store) -> int:
    """The number of the journal's last row, 0 while it is empty."""
    return changes.head(store)[0]


def held(store: Store) -> dict[str, int]:
    """How many reports wait for a person, and how many for their photo."""
    row = store.first(_HELD) or {}
    photo = int(row["photo"] or 0)
    return {"person": int(row["n"]) - photo, "photo": photo}


def unsent(store: Store) -> int:
    """Reports that phones said they still hold, when they were last heard."""
    return int(store.value("SELECT SUM(pending) FROM phone") or 0)
