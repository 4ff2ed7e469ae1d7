"""Promised handover dates: each one kept, with who moved it and why."""

from collections.abc import Mapping
from typing import Any

from clearance.store.engine.connection import Store


def add(store: Store, entry: Mapping[str, Any]) -> None:
    """Keep a promise beside the ones before it."""
    store.run(
        "INSERT INTO promise (seq, segment_uid, promised_on, previous_on, who, why, recorded_at)"
        " VALUES (:seq, :uid, :promised_on, (SELECT promised_on FROM promise"
        " WHERE segment_uid = :uid ORDER BY seq DESC LIMIT 1), :who, :why, :recorded_at)",
        seq=entry["seq"],
        uid=entry["subject_uid"],
        who=entry["who"],
        why=entry["why"],
        promised_on=entry["patch"]["promised_on"],
        recorded_at=entry["recorded_at"],
    )
