"""One alignment's ground as it was known at the end of an earlier day, shapes and all."""

import json
from typing import Any

from clearance.reports.corridor.ground import measure
from clearance.reports.corridor.ledger import Ledger, ledger_of
from clearance.rules.corridor.handover import Blocker, Handover, Span, handover
from clearance.rules.corridor.scopes import in_main
from clearance.rules.corridor.surveys import Surveys
from clearance.rules.records.invalidation import GROUND
from clearance.store import Store
from clearance.store.journal import ledger
from clearance.store.journal.cache import FOREVER, cached
from clearance.store.map import shapes

Row = dict[str, Any]
_DRAWN = ("alignment", "corridor", "parcel")
#: A drawing: subject, uid, number of the journal row its shape came with.
Drawing = tuple[str, str, int]


def known_things(
    book: Ledger, alignment_uid: str, known_on: str, upto: int | None = None
) -> dict[str, Blocker]:
    """What was known to stand in the way by the end of a day, by uid."""
    found = (book.known(uid, known_on, upto) for uid in list(book.on_road[alignment_uid]))
    here = (v for v in found if v and v.alignment == alignment_uid)
    return {v.uid: blocker for v in here if (blocker := v.blocker)}


@cached(GROUND)
def as_recorded(store: Store, road: Row, day: str) -> tuple[Handover, tuple[Blocker, ...]]:
    """The corridor at the end of a day by what was recorded by then, and what held it.

    What was recorded afterwards changes nothing of it, whatever day it is dated.
    """
    book, start = ledger_of(store), road["start_m"] or 0
    things = tuple(known_things(book, road["uid"], day).values())
    ground = known_ground(store, book, road, day)
    state = handover(road["length_m"], things, ground, day, start)
    return state, tuple(b for b in things if b.holds(day))


@cached(GROUND)
def main_as_recorded(store: Store, road: Row, day: str) -> Handover:
    """The same corridor with things of the main scope of works alone in the way."""
    book, start = ledger_of(store), road["start_m"] or 0
    main = in_main(known_things(book, road["uid"], day).values())
    ground = known_ground(store, book, road, day)
    return handover(road["length_m"], main, ground, day, start)


def known_ground(
    store: Store, book: Ledger, alignment: Row, known_on: str, upto: int | None = None
) -> tuple[Span, ...]:
    """The spans of each side that were surveyed by what was known at the end of a day."""
    return known_surveys(store, book, alignment, known_on, upto).counted


def known_surveys(
    store: Store, book: Ledger, alignment: Row, known_on: str, upto: int | None = None
) -> Surveys:
    """Drawings of land, declarations and whether they count, by what was known by a day."""
    found = [book.known(uid, known_on, upto) for uid in list(book.on_road[alignment["uid"]])]
    here = [v for v in found if v and v.alignment == alignment["uid"] and not v.is_retired]
    shown = (v for v in here if v.shape_seq and v.subject in _DRAWN)
    drawn = tuple((v.subject, v.uid, v.shape_seq) for v in shown)
    land = _covered(store, alignment, drawn)
    project = book.known(alignment["project_uid"], known_on, upto)
    declared = tuple(d for v in here if (d := v.declaration))
    return Surveys(land, declared, bool(project and project.surveys_from))


@cached(FOREVER)
def _covered(store: Store, alignment: Row, drawn: tuple[Drawing, ...]) -> tuple[Span, ...]:
    """The spans of each side that these drawings cover."""
    line = next((seq for subject, _uid, seq in drawn if subject == "alignment"), None)
    was = {**alignment, **(_line_of(store, line) if line else {})}
    return measure(was, _rows(store, alignment, drawn))[0]


def _line_of(store: Store, shape_seq: int) -> Row:
    """Start and calibration of the line as they came with its shape."""
    patch = json.loads(ledger.find_patch(store, shape_seq))
    return {name: patch[name] for name in ("start_m", "calibration") if name in patch}


def _rows(store: Store, alignment: Row, drawn: tuple[Drawing, ...]) -> list[Row]:
    """Shapes as store.shapes.list_ground gives them: those changed since from the journal."""
    now = {row["subject_uid"]: row for row in shapes.list_ground(store, alignment["uid"])}
    versions = ledger_of(store).versions
    newest = {uid: versions[uid][-1].shape_seq for uid in now if uid in versions}
    return [
        now[uid] if newest.get(uid) == seq else _from_patch(store, subject, uid, seq)
        for subject, uid, seq in drawn
    ]


def _from_patch(store: Store, subject: str, uid: str, seq: int) -> Row:
    patch = json.loads(ledger.find_patch(store, seq))
    return {
        "subject": subject,
        "subject_uid": uid,
        "crs": patch["crs"],
        "legal_wkb": bytes.fromhex(patch["shape"]),
    }
