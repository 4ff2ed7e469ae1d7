"""The plan of re-cutting a package: packages and segments of its alignment, with what is done."""

from collections.abc import Mapping

from clearance.rules.basics.faults import Fault
from clearance.rules.operations.package_recut import Recut, recut
from clearance.rules.operations.plan import Plan
from clearance.store import Store
from clearance.store.corridor import corridor, segments
from clearance.store.engine.connection import Row

#: Steps of a segment after which its ends are agreed with the investor.
_FINISHED = ("offered", "accepted")


def list_choices(store: Store) -> list[Row]:
    """Every package with its alignment and its ends."""
    roads = corridor.list_alignments(store)
    return [
        row | {"road": road["code"]}
        for road in roads
        for row in corridor.list_packages(store, road["uid"])
    ]


def plan_recut(
    store: Store, plan: Plan, uid: str, to: tuple[int, int], answers: Mapping[str, str]
) -> Plan:
    """Fill the plan that gives one package other ends (whole metres of its alignment)."""
    found = corridor.find_packages(store, uid)
    if not found:
        plan.faults.append(Fault("không có gói thầu này", "chọn một gói trong danh sách"))
        return plan
    alignment = found[0]["alignment_uid"]
    road = next(r for r in corridor.list_alignments(store) if r["uid"] == alignment)
    start = road["start_m"] or 0
    asked = Recut(
        (start, start + road["length_m"]),
        corridor.list_packages(store, alignment),
        _segments(store, alignment, plan.on_date),
        found[0]["uid"],
        to,
    )
    return recut(asked, plan, answers)


def _segments(store: Store, alignment_uid: str, on: str) -> list[Row]:
    keys = segments.list_keys(store, "segment", on)
    done = {row["subject_uid"] for row in keys if row["step"] in _FINISHED}
    return [
        row | {"is_finished": row["uid"] in done}
        for row in segments.list_segments(store)
        if row["alignment_uid"] == alignment_uid and row["from_m"] is not None
    ]
