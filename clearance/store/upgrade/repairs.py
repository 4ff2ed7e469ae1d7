"""What earlier versions left undone in the state, mended from the journal they wrote."""

import json

from clearance.store.engine.connection import Store
from clearance.store.journal import meta

#: Named value: whether the clocks must be made anew from the journal before they are believed.
STALE_CLOCKS = "clocks"
#: Named value: whether the states of cases through time must be written before they are read.
STALE_STATES = "states"


def repair(store: Store) -> None:
    """The first release kept no legal system of its project and no clock of a case."""
    for row in store.query("SELECT uid FROM project WHERE crs IS NULL"):
        _set_crs(store, row["uid"])
    if not store.value("SELECT 1 FROM deadline LIMIT 1") and store.value(
        "SELECT 1 FROM change WHERE fact = 'registered' AND subject IN ('household', 'grave')"
        " AND standing = 'accepted' LIMIT 1"
    ):
        meta.write(store, STALE_CLOCKS, "stale")


def mark_states(store: Store) -> None:
    """Earlier versions kept no states of cases: `record.replay.settle` writes them at the start."""
    if store.value("SELECT 1 FROM change LIMIT 1"):
        meta.write(store, STALE_STATES, "stale")


def _set_crs(store: Store, uid: str) -> None:
    """The system that the journal's newest word about the project names."""
    rows = store.query(
        "SELECT patch FROM change WHERE subject_uid = :uid AND subject = 'project'"
        " AND standing = 'accepted' ORDER BY seq",
        uid=uid,
    )
    told = [patch["crs"] for patch in (json.loads(row["patch"]) for row in rows) if "crs" in patch]
    if told:
        store.run("UPDATE project SET crs = :crs WHERE uid = :uid", crs=told[-1], uid=uid)
