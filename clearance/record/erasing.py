"""The effect of `erased`: what is written of people goes, that it went stays in the journal."""

from collections.abc import Mapping
from typing import Any

from clearance.store import Store
from clearance.store.keeping import erasure


def erase(store: Store, entry: Mapping[str, Any]) -> None:
    """Erase one report's text (`about`), or all that is written about a person."""
    before = entry["seq"]
    if entry["about"]:
        erasure.erase_texts(store, erasure.row_of(store, entry["about"], before))
        return
    uids = erasure.family_of(store, entry["subject"], entry["subject_uid"])
    erasure.erase_identity(store, uids)
    erasure.erase_texts(store, erasure.rows_of(store, uids, before))
