"""Which other things a report speaks of: by its fields, and by what it covers."""

from collections.abc import Iterator, Mapping
from typing import Any

from clearance.rules.records.offerings import parcels_in
from clearance.rules.records.subjects import SUBJECTS

#: Fields that name another thing, and of which kind it is; `subject_uid` goes with `subject`.
REFERENCES = {
    "unit_uid": "unit",
    "parent_uid": "unit",
    "old_uid": "unit",
    "new_uid": "unit",
    "household_uid": "household",
    "parcel_uid": "parcel",
    "former_parcel_uid": "parcel",
    "former_household_uid": "household",
    "alignment_uid": "alignment",
    "package_uid": "package",
    "holder_uid": "person",
    "person_uid": "person",
    "replacement_uid": "person",
    "author_uid": "person",
    "asked_by_uid": "person",
}


def spoken_of(subject: str, uid: str, patch: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Subject and uid of everything a report is about or refers to, itself first."""
    yield subject, uid
    yield from ((REFERENCES[name], patch[name]) for name in patch if _is_named(patch, name))
    if patch.get("subject") in SUBJECTS and patch.get("subject_uid"):
        yield patch["subject"], patch["subject_uid"]
    yield from (("parcel", each) for each in parcels_in(patch.get("parcels")))
    for covered, uids in (patch.get("covers") or {}).items():
        yield from ((covered, each) for each in uids)


def _is_named(patch: Mapping[str, Any], name: str) -> bool:
    return name in REFERENCES and bool(patch[name])
