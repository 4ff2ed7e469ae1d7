"""The effect of `erased`: what is written of people goes, that it went stays in the journal."""

from collections.abc import Mapping
from typing import Any

from clearance.store import Store, erasing


def erase(store: Store, entry: Mapping[str, Any]) -> None:
    """Erase one report's text (`about`), or all that is written about a person."""
    before = entry["seq"]
    if entry["about"]:
        erasing.erase_texts(store, erasing.row_of(store, entry["about"], before))
        return
    uids = erasing.family_of(store, entry["subject"], entry["subject_uid"])
    erasing.erase_identity(store, uids)
    erasing.erase_texts(store, erasing.rows_of(store, uids, before))
