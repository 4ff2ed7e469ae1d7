"""The certificate of one package's ground on a day: its level, its items, its fingerprint."""

from collections.abc import Iterable
from typing import Any

from clearance.reports.corridor.ground import ground, on_day
from clearance.reports.corridor.surveys import not_surveyed
from clearance.reports.handover.segments import promises_by_segment
from clearance.rules.corridor.handover import UNKNOWN, Run, metres, within
from clearance.rules.corridor.surveys import unsurveyed_in
from clearance.rules.procedure.derived_state import Derived
from clearance.rules.procedure.steps import find_step
from clearance.rules.records.certificate import Item, digest, level
from clearance.store import Store
from clearance.store.cases import state
from clearance.store.cases.as_of import derived_on
from clearance.store.corridor import corridor, segments

Row = dict[str, Any]


def certificate(store: Store, package: Row, road: Row, as_of: str) -> Row:
    """What the certificate says: level, metres, listed items, unsurveyed places, digest."""
    runs = within(on_day(store, road, as_of).full, package["from_m"], package["to_m"])
    counted = metres(runs)
    items = _items(store, package, road, as_of)
    unknown = [[run.from_m, run.to_m] for run in runs if run.state == UNKNOWN]
    content = {
        "package": package["code"],
        "alignment": road["code"],
        "from_m": package["from_m"],
        "to_m": package["to_m"],
        "as_of": as_of,
        "level": level(items, counted[UNKNOWN], as_of),
        "metres": counted,
        "items": items,
        "unknown": unknown,
        **_surveys(store, road, runs),
    }
    return content | {"digest": digest(content)}


def _surveys(store: Store, road: Row, runs: Iterable[Run]) -> Row:
    """Which kinds are not surveyed in each unknown place; nothing while they are not counted.

    So the digest of a copy kept before stays that of the same facts.
    """
    if not ground(store, road).surveys.is_counted:
        return {}
    bare = not_surveyed(store, road)
    places = ((run.from_m, run.to_m) for run in runs if run.state == UNKNOWN)
    return {
        "counts_surveys": True,
        "unsurveyed": [[*place, list(unsurveyed_in(bare, *place))] for place in places],
    }


def _items(store: Store, package: Row, road: Row, as_of: str) -> list[Item]:
    place = (package["from_m"], package["to_m"])
    promised = _promises(store, road["uid"], as_of)
    cases: dict[str, Derived] = {}
    found = []
    for row in corridor.list_items(store, as_of, road["uid"], place):
        uid = row["step_uid"]
        if uid not in cases:
            case = state.find_row(store, row["step_subject"], uid)
            cases[uid] = derived_on(store, row["step_subject"], case, as_of) if case else Derived()
        found.append(_item(row, cases[uid], promised))
    return found


def _item(row: Row, case: Derived, promised: list[tuple[int, int, str | None]]) -> Item:
    """One listed item; the day promised for its ground goes before the due day of its step."""
    over = [day for a, b, day in promised if a < row["to_m"] and b > row["from_m"]]
    days = [day for day in over if day]
    is_promised = bool(over) and len(days) == len(over)
    date = max(days) if is_promised else case.due_on
    basis = "promised" if is_promised else "due" if date else ""
    step = find_step(row["step_subject"], case.next_step or "")
    return Item(
        row["subject"],
        row["code"],
        row["from_m"],
        row["to_m"],
        row["side"] or "both",
        step.code if step else "",
        step.acts if step else "",
        date,
        basis,
    )


def _promises(store: Store, alignment_uid: str, as_of: str) -> list[tuple[int, int, str | None]]:
    """From, to and the day promised last for every segment of an alignment."""
    made = promises_by_segment(store, as_of)
    return [
        (
            row["from_m"],
            row["to_m"],
            made[row["uid"]][-1]["promised_on"] if row["uid"] in made else None,
        )
        for row in segments.list_segments(store)
        if row["alignment_uid"] == alignment_uid and None not in (row["from_m"], row["to_m"])
    ]
