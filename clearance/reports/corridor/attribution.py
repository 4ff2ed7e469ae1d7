"""Which changes moved the clear metres between two days, and by how much in each part."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clearance.reports.corridor.ground_then import known_ground, known_things
from clearance.reports.corridor.ledger import Entry, Ledger, ledger_of
from clearance.reports.corridor.road_parts import all_parts
from clearance.rules.corridor.attribution import Effect, Move, Part, figures, replay
from clearance.rules.corridor.handover import handover
from clearance.rules.records.invalidation import GROUND, LISTING
from clearance.store import Store
from clearance.store.journal.cache import cached

Row = dict[str, Any]
_DRAWN = ("parcel", "corridor", "alignment")


@dataclass(frozen=True, slots=True)
class What:
    """What a move was: the day it became known, the fact, and the things it was about."""

    known_on: str
    fact: str
    subject: str
    uids: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The things as (uid, code)."""
        return tuple(zip(self.uids, self.codes, strict=True))


def parts_of(store: Store, road: Row) -> tuple[Part, ...]:
    """The parts of a road whose metres are followed: the whole, packages, communes, segments."""
    rows = all_parts(store, road)
    return tuple(Part(r["key"], r["from_m"], r["to_m"], r["usable_m"]) for r in rows)


@dataclass(frozen=True, slots=True)
class Story:
    """Clear and usable metres of each part at the end of the first day, and what moved them."""

    clear_m: dict[str, int]
    usable_m: dict[str, int]
    effects: tuple[Effect, ...]

    def moved(self, key: str) -> tuple[int, int]:
        """Clear and usable metres a part gained in all."""
        return (
            sum(e.clear_m[key] for e in self.effects),
            sum(e.usable_m[key] for e in self.effects),
        )


@cached(GROUND)
def story(store: Store, road: Row, days: tuple[str, str]) -> Story:
    """What moved the metres of an alignment between the ends of two days, each as known then."""
    book, start = ledger_of(store), road["start_m"] or 0
    bounds, uid = (start, start + road["length_m"]), road["uid"]
    things, ground = known_things(book, uid, days[0]), known_ground(store, book, road, days[0])
    parts, moves = parts_of(store, road), _moves(store, book, road, days)
    runs = handover(road["length_m"], things.values(), ground, days[0], start).full
    found = tuple(replay(bounds, things, ground, moves, days, parts))
    return Story(*figures(runs, parts), found)


def _moves(store: Store, book: Ledger, road: Row, days: tuple[str, str]) -> Iterator[Move]:
    """The journal rows of those days as moves; drawings of one day or one import go together."""
    entries = [e for e in book.entries if days[0] < e.known_on <= days[1]]
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_group(entry), []).append(entry)
    for group in sorted(groups.values(), key=lambda g: g[-1].seq):
        last = group[-1].seq
        uids = tuple(dict.fromkeys(uid for entry in group for uid in entry.touched))
        versions = {uid: book.known(uid, days[1], last) for uid in uids}
        here = {u: v for u, v in versions.items() if v and u in book.on_road[road["uid"]]}
        if not here:
            continue
        is_ground = any(_moves_ground(entry) for entry in group)
        ground = known_ground(store, book, road, days[1], last) if is_ground else None
        things = {u: v.blocker if v.alignment == road["uid"] else None for u, v in here.items()}
        codes = tuple(v.code for v in here.values())
        what = What(group[-1].known_on, group[0].fact, group[0].subject, tuple(here), codes)
        yield Move(what, things, ground)


def _group(entry: Entry) -> tuple[str, ...]:
    if not _moves_ground(entry):
        return (str(entry.seq),)
    return (entry.subject, entry.fact, entry.about or entry.known_on)


def _moves_ground(entry: Entry) -> bool:
    """Whether it changes what is surveyed: a drawing, a declaration, what a project counts."""
    is_drawn = entry.subject in _DRAWN and entry.fact in LISTING
    return is_drawn or entry.subject in ("survey", "project")
