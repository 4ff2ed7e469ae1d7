"""May a row that another office judged be kept here? Its form and its own things only."""

import json
from collections.abc import Mapping
from typing import Any

from clearance.record.validation import CREATING
from clearance.rules.basics.days import from_stamp, parse_day
from clearance.rules.basics.faults import Refused
from clearance.rules.records.hub_page import stopped
from clearance.rules.records.permissions import is_fact
from clearance.rules.records.references import spoken_of
from clearance.rules.records.remarks import SEALED, unsealed, wrong_seals
from clearance.rules.records.subjects import PERSONAL, SUBJECTS
from clearance.rules.records.values import is_clean, missing_field, wrong_field
from clearance.store import Store
from clearance.store.journal import origins

#: What the door itself adds to a patch, and the kind of each.
_ADDED = {"personal": list, "covers": dict, "step": str, SEALED: dict}
_COVERED = ("parcel", "structure")


def fault_of(store: Store, office_uid: str, row: Mapping[str, Any]) -> Refused | None:
    """Why a row may not be kept; None when it may."""
    patch = _object(row["patch"])
    wrong = "patch" if patch is None else _wrong_frame(row) or _wrong_patch(row, patch)
    if patch is None or wrong:
        return not_understood(row, wrong)
    if name := unsealed(row["subject"], row["why"], patch):
        return stopped(
            "dòng nhật ký còn mang lời ghi chú; lời ghi chú phải ở lại đơn vị.",
            "Đơn vị cập nhật phần mềm trước, rồi lấy lại.",
            f"{row['seq']}: {name}",
        )
    if row["project_uid"] != office_uid or _strays(store, office_uid, row, patch):
        return stopped(
            "dòng nhật ký nói về hồ sơ của đơn vị khác.",
            "Mỗi đơn vị chỉ gửi hồ sơ của mình; báo đơn vị.",
            row["seq"],
        )
    return None


def not_understood(row: Mapping[str, Any], what: object) -> Refused:
    """The refusal of a row whose form or fact is unknown here."""
    return stopped(
        "không hiểu được dòng nhật ký này.",
        "Cập nhật phần mềm của trung tâm rồi lấy lại.",
        f"{row['seq']}: {what}",
    )


def _object(text: str, kind: type = dict) -> Any:
    """What a JSON text holds, None when it is not of that kind."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, kind) else None


def _wrong_frame(row: Mapping[str, Any]) -> str:
    """The first part of the row that the journal cannot hold, '' when all is well."""
    checks = {
        "fact": row["subject"] in SUBJECTS and is_fact(row["subject"], row["fact"]),
        "recorded_at": _is_instant(row["recorded_at"]),
        "happened_on": row["happened_on"] is None or parse_day(row["happened_on"]) is not None,
        "before": _object(row["before"]) is not None,
        "evidence": _object(row["evidence"], list) is not None,
        "clash": _object(row["clash"], list) is not None,
    }
    return next((name for name, is_right in checks.items() if not is_right), "")


def _is_instant(text: str) -> bool:
    try:
        return from_stamp(text).tzinfo is not None
    except ValueError:
        return False


def _wrong_patch(row: Mapping[str, Any], patch: Mapping[str, Any]) -> str:
    """The first field that has no place in a journal or is of the wrong kind."""
    subject = SUBJECTS[row["subject"]]
    own = {field.name for field in subject.fields}
    fields = {name: value for name, value in patch.items() if name not in _ADDED or name in own}
    if leaked := next((name for name in fields if name in PERSONAL), ""):
        return leaked
    wrong = wrong_field(subject, fields)
    seals = patch.get(SEALED, {})
    if wrong_seals(row["subject"], seals):
        return SEALED
    gap = missing_field(subject, fields | seals) if _is_new(row) else None
    return wrong[1] if wrong else gap or _wrong_added(patch)


def _is_new(row: Mapping[str, Any]) -> bool:
    return row["fact"] in CREATING and row["standing"] == "accepted"


def _wrong_added(patch: Mapping[str, Any]) -> str:
    for name, kind in _ADDED.items():
        if name in patch and not isinstance(patch[name], kind):
            return name
    covers = patch.get("covers", {})
    is_right = covers.keys() <= set(_COVERED) and all(
        isinstance(uids, list) and all(map(is_clean, uids)) for uids in covers.values()
    )
    return "" if is_right else "covers"


def _strays(
    store: Store, office_uid: str, row: Mapping[str, Any], patch: Mapping[str, Any]
) -> bool:
    """Whether the row speaks of a thing that is known to belong to somebody else."""
    named = spoken_of(row["subject"], row["subject_uid"], patch)
    projects = (origins.project_of(store, table, uid) for table, uid in named)
    return any(project not in (None, office_uid) for project in projects)
