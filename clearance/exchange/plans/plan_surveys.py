"""Import plan of a list of surveys: kind, interval along an alignment, result, day."""

from collections.abc import Iterator
from typing import Any

from clearance.exchange.lists.rows import Reading, Row
from clearance.exchange.plans.plan import Draft, Known, Plan, Snapshot
from clearance.exchange.plans.plan_packages import misplaced
from clearance.exchange.plans.roads import Roads, roads_of
from clearance.rules.basics.faults import Fault
from clearance.rules.corridor.handover import Blocker
from clearance.rules.corridor.pieces import spans_of
from clearance.rules.corridor.surveys import NONE

_OWN = ("alignment_uid", "kind", "chainage_from_m", "chainage_to_m", "result")
KIND, RESULT = "Loại", "Kết quả"


def plan_surveys(reading: Reading, snapshot: Snapshot) -> Plan:
    """A declaration for each row that is not declared already, with its day or today's.

    Faults: no kind or result, chainages missing, backwards or off the road, parcels declared
    none, none declared where a thing of the kind is recorded, the same row twice.
    """
    draft, roads = Draft("surveys", reading, snapshot), roads_of(snapshot)
    met: dict[tuple[Any, ...], Row] = {}
    for row in reading.rows:
        faults = list(_faults(row, roads, snapshot, met))
        draft.plan.faults.extend(faults)
        if not faults:
            _put(draft, row, str(roads.uid_of(row)))
    return draft.finish()


def _faults(
    row: Row, roads: Roads, snapshot: Snapshot, met: dict[tuple[Any, ...], Row]
) -> Iterator[Fault]:
    road, values = roads.uid_of(row), row.values
    missing = [name for name, own in ((KIND, "kind"), (RESULT, "result")) if not values.get(own)]
    if missing:
        yield row.fault("thiếu ô", "ghi loại và kết quả khảo sát", missing[0])
    found = misplaced(row, roads, road)
    yield from found
    if missing or found:
        return
    yield from _not_none(row, str(road), snapshot)
    key = (road, *(values.get(name) for name in (*_OWN[1:], "declared_on")))
    first = met.setdefault(key, row)
    if first is not row:
        yield row.fault(f"giống hệt dòng {first.number}", "bỏ một dòng", KIND, values["kind"])


def _not_none(row: Row, road: str, snapshot: Snapshot) -> Iterator[Fault]:
    """None of a kind is declared where none is recorded; never of parcels, which are drawn."""
    if row.values["result"] != NONE:
        return
    if row.values["kind"] == "parcel":
        remedy = "nhập hình các thửa; đất công cũng là thửa"
        yield row.fault("thửa đất không khai là không có được", remedy, RESULT)
        return
    things = {"structure": snapshot.structures, "utility": snapshot.utilities}
    there = things.get(row.values["kind"], snapshot.graves)
    place = (row.values["chainage_from_m"], row.values["chainage_to_m"])
    if known := next((t for t in there if t["alignment_uid"] == road and _meets(t, place)), None):
        remedy = "ghi đã nhập, hoặc khai riêng các đoạn không có"
        yield row.fault("trên đoạn này đã có hồ sơ loại ấy", remedy, RESULT, known["code"])


def _meets(thing: Known, place: tuple[int, int]) -> bool:
    """Whether a thing takes some metre of a place [from, to)."""
    low, high = thing.get("chainage_from_m"), thing.get("chainage_to_m")
    if low is None or high is None:
        return False
    whole = Blocker(low, high, "both", parts=spans_of(thing.get("parts")))
    return whole.meets(*place)


def _put(draft: Draft, row: Row, road: str) -> None:
    """The declaration, unless it stands already; one withdrawn before is declared again."""
    day = row.values.get("declared_on")
    patch = {name: row.values.get(name) for name in _OWN} | {"alignment_uid": road}
    alike = [s for s in draft.snapshot.surveys if all(s[n] == patch[n] for n in _OWN)]
    standing = (s for s in alike if not s["withdrawn_on"] and day in (None, s["declared_on"]))
    key = "/".join(map(str, (*patch.values(), day or "", len(alike))))
    draft.put("survey", next(standing, None), patch, day, key)
    draft.sample({n: v for n, v in patch.items() if n != "alignment_uid"} | {"declared_on": day})
