"""Things that came before the road: with chainages, without an alignment to measure them on.

The first main alignment that comes takes them, when their chainages are on it.
"""

from collections.abc import Iterator

from clearance.exchange.plans.plan import Draft, Known, Snapshot
from clearance.geo.alignment import Alignment
from clearance.rules.basics.chainage import span_text
from clearance.rules.basics.faults import Fault
from clearance.rules.records.subjects import SUBJECTS

REMEDY = "sửa lý trình của mục ấy bằng cách nhập lại danh sách của nó, hoặc xem lại tim tuyến"


def is_main(alignment: Known) -> bool:
    """Whether an alignment is a main line; one without a kind is."""
    return (alignment.get("kind") or "main") == "main"


def adopt(draft: Draft, uid: str, line: Alignment) -> None:
    """Plan that what has chainages (metres) but no alignment lies on this one; faults off it."""
    for subject, known in _waiting(draft.snapshot):
        start, end = known["chainage_from_m"], known["chainage_to_m"]
        if line.from_m <= start and end <= line.to_m:
            draft.put(subject, known, {"alignment_uid": uid})
            continue
        told = f"{SUBJECTS[subject].vi} {known['code']} nằm ngoài tim tuyến này"
        place = f"({span_text(line.from_m, line.to_m)})"
        fault = Fault(f"{told} {place}", REMEDY, draft.plan.file, value=span_text(start, end))
        draft.plan.faults.append(fault)


def _waiting(snapshot: Snapshot) -> Iterator[tuple[str, Known]]:
    """Every undrawn thing with chainages and without an alignment."""
    for subject, rows in (
        ("package", snapshot.packages),
        ("segment", snapshot.segments),
        ("structure", snapshot.structures),
        ("utility", snapshot.utilities),
        ("grave", snapshot.graves),
    ):
        for row in rows:
            has_place = row.get("chainage_from_m") is not None and not row.get("shape")
            if has_place and not row.get("alignment_uid"):
                yield subject, row
