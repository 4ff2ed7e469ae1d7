"""One alignment's ground as it was known at the end of an earlier day, shapes and all."""

import json
from collections.abc import Iterable
from typing import Any

from clearance.reports.cache import until, until_facts
from clearance.reports.corridor.ground import measure
from clearance.reports.corridor.ledger import Ledger, Version, ledger_of
from clearance.rules.corridor.handover import Blocker, Handover, Span, handover
from clearance.rules.records.invalidation import GROUND
from clearance.store import Store
from clearance.store.journal import ledger
from clearance.store.map import shapes

Row = dict[str, Any]
_DRAWN = ("alignment", "corridor", "parcel")


def known_things(
    book: Ledger, alignment_uid: str, known_on: str, upto: int | None = None
) -> dict[str, Blocker]:
    """What was known to stand in the way by the end of a day, by uid."""
    found = (book.known(uid, known_on, upto) for uid in list(book.on_road[alignment_uid]))
    here = (v for v in found if v and v.alignment == alignment_uid)
    return {v.uid: blocker for v in here if (blocker := v.blocker)}


def as_recorded(store: Store, road: Row, day: str) -> tuple[Handover, tuple[Blocker, ...]]:
    """The corridor at the end of a day by what was recorded by then, and what held it.

    What was recorded afterwards changes nothing of it, whatever day it is dated.
    """

    def make() -> tuple[Handover, tuple[Blocker, ...]]:
        book, start = ledger_of(store), road["start_m"] or 0
        things = tuple(known_things(book, road["uid"], day).values())
        ground = known_ground(store, book, road, day)
        state = handover(road["length_m"], things, ground, day, start)
        return state, tuple(b for b in things if b.holds(day))

    return until_facts(store, GROUND, ("as recorded", road["uid"], day), make)


def known_ground(
    store: Store, book: Ledger, alignment: Row, known_on: str, upto: int | None = None
) -> tuple[Span, ...]:
    """The spans of each side that the shapes known by the end of a day cover."""
    found = [book.known(uid, known_on, upto) for uid in list(book.on_road[alignment["uid"]])]
    drawn = [
        v
        for v in found
        if v and v.alignment == alignment["uid"] and v.shape_seq and v.subject in _DRAWN
    ]
    line = next((v for v in drawn if v.subject == "alignment"), None)
    stamp = tuple((v.uid, v.shape_seq) for v in drawn)
    was = {**alignment, **(_line_of(store, line) if line else {})}
    key = ("known ground", alignment["uid"], hash(stamp))
    return until(store, key, stamp, lambda: measure(was, _rows(store, book, alignment, drawn)))[0]


def _line_of(store: Store, line: Version) -> Row:
    """Start and calibration of the line as they came with its shape."""
    patch = json.loads(ledger.find_patch(store, line.shape_seq))
    return {name: patch[name] for name in ("start_m", "calibration") if name in patch}


def _rows(store: Store, book: Ledger, alignment: Row, drawn: Iterable[Version]) -> list[Row]:
    """Shapes as store.shapes.list_ground gives them: those changed since from the journal."""
    now = {row["subject_uid"]: row for row in shapes.list_ground(store, alignment["uid"])}
    newest = {uid: book.versions[uid][-1].shape_seq for uid in now if uid in book.versions}
    return [
        now[v.uid] if newest.get(v.uid) == v.shape_seq else _from_patch(store, v) for v in drawn
    ]


def _from_patch(store: Store, version: Version) -> Row:
    patch = json.loads(ledger.find_patch(store, version.shape_seq))
    return {
        "subject": version.subject,
        "subject_uid": version.uid,
        "crs": patch["crs"],
        "legal_wkb": bytes.fromhex(patch["shape"]),
    }
