"""A page of an office's journal on its way to a hub: what it must be, and how its rows link."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clearance.rules.basics.faults import Fault, Refused
from clearance.rules.records.values import is_clean, is_whole

#: Columns of a journal row: what each must hold.
TEXTS = (
    "uid",
    "project_uid",
    "subject",
    "subject_uid",
    "fact",
    "patch",
    "before",
    "who",
    "device",
    "recorded_at",
    "why",
    "evidence",
    "standing",
    "clash",
    "digest",
    "previous_hash",
    "hash",
)
MAYBE_TEXTS = ("happened_on", "reason", "about")
STANDINGS = ("accepted", "held", "refused")
#: Rows of one page: one question, one answer, one transaction.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one office's journal in order, and how far that journal reaches."""

    office_uid: str
    head_seq: int
    head_hash: str
    rows: tuple[Mapping[str, Any], ...] = ()


def stopped(message: str, remedy: str, value: object = "") -> Refused:
    """The refusal of a whole page or file: nothing of it was kept."""
    return Refused([Fault(message, remedy, value=str(value))])


def read_page(data: Any) -> Page:
    """A page from what was sent; raises Refused when it is anything else."""
    office, head = _part(data, "office", dict), _part(data, "head", dict)
    uid, seq, head_hash = office.get("uid"), head.get("seq"), head.get("hash")
    if not uid or not is_clean(uid) or not is_whole(seq) or not is_clean(head_hash):
        raise _no_feed("office, head")
    return Page(uid, seq, head_hash, tuple(map(read_row, _part(data, "rows", list))))


def read_row(row: Any) -> Mapping[str, Any]:
    """A journal row with every column of the right kind; raises Refused when one is not."""
    if not isinstance(row, dict):
        raise _no_feed("row")
    checks = {name: is_clean(row.get(name)) for name in TEXTS}
    checks |= {name: row.get(name) is None or is_clean(row[name]) for name in MAYBE_TEXTS}
    checks["seq"] = is_whole(row.get("seq"))
    checks["based_on"] = row.get("based_on") is None or is_whole(row["based_on"])
    checks["standing"] = row.get("standing") in STANDINGS
    wrong = next((name for name, is_right in checks.items() if not is_right), None)
    if wrong:
        raise _no_feed(f"{row.get('seq')}: {wrong}")
    return row


def _part(data: Any, name: str, kind: type) -> Any:
    part = data.get(name) if isinstance(data, dict) else None
    if not isinstance(part, kind):
        raise _no_feed(name)
    return part


def _no_feed(value: str) -> Refused:
    return stopped(
        "không phải dòng tin của một đơn vị.",
        "Kiểm tra địa chỉ hoặc tệp; hai bên phải cùng phiên bản phần mềm.",
        value,
    )
