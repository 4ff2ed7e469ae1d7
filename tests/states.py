"""Everything a store holds of the live state, for comparing before and after, to the byte."""

from typing import Any

from clearance.rules.records.subjects import SUBJECTS
from clearance.store import Store

#: Tables of state besides those of the subjects, with the columns that order them.
_OTHERS = {
    "step_taken": "subject_uid, step",
    "deadline": "subject_uid, step",
    "case_state": "subject_uid, from_day, subject",
    "promise": "seq",
    "turn": "seq",
    "explanation": "seq",
    "ask": "seq",
    "note_word": "seq",
    "request_turn": "seq",
    "offering_parcel": "offering_uid, parcel_uid",
    "shape": "subject_uid",
    "identity": "subject_uid",
    "search_text": "subject_uid",
    "operation_row": "operation_uid, subject_uid",
}
#: Bookkeeping of the operations themselves, which stays when one is undone.
_APART = ("operation",)


def dump(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of state, numbers that are the database's own left out."""
    tables = {name: "uid" for name in SUBJECTS if name not in _APART} | _OTHERS
    return {
        name: [
            {k: v for k, v in row.items() if k != "id"}
            for row in store.query(f"SELECT * FROM {name} ORDER BY {key}")
        ]
        for name, key in tables.items()
    }
