"""Things drawn before pieces were kept get them from their kept shapes, through the journal."""

import json
from collections.abc import Callable

import shapely
from click.testing import Result
from flask import Flask

from clearance.record.replay import differences
from clearance.reports.corridor.ground import on_day
from clearance.reports.corridor.ledger import ledger_of
from clearance.rules.corridor.handover import BLOCKED
from clearance.store import Store
from clearance.store.corridor import corridor
from tests.given import TODAY, a_household, a_parcel, a_project, a_shape, the

Run = Callable[..., Result]
TWO = shapely.MultiPolygon(
    [shapely.box(399990, 2438100, 399998, 2438110), shapely.box(400005, 2438300, 400020, 2438310)]
)


def old_folder(app: Flask) -> Store:
    """A project in which one parcel of two pieces is kept as one interval."""
    store: Store = a_project(app.extensions["clearance"].store)
    a_household(store)
    a_parcel(store, "whole")
    reach = {"chainage_from_m": 100, "chainage_to_m": 310, "side": "both", "offset_m": 0.0}
    a_parcel(store, "two", **reach, **a_shape(TWO))
    return store


def held(store: Store) -> list[tuple[int, int]]:
    """What is blocked on the left side."""
    state = on_day(store, corridor.list_alignments(store)[0], TODAY)
    return [(r.from_m, r.to_m) for r in state.left if r.state == BLOCKED]


def test_kept_shapes_give_their_pieces_and_every_figure_follows(app: Flask, run: Run) -> None:
    store = old_folder(app)
    assert held(store) == [(100, 310)]
    assert "1 thửa, công trình, mộ gồm nhiều phần" in run("doctor").output
    seen = run("pieces", "--dry-run")
    assert "T-two: Km0+100 – Km0+310 → Km0+100 – Km0+110, Km0+300 – Km0+310" in seen.output
    assert the(store, "parcel", "two")["parts"] is None
    done = run("pieces")
    assert (done.exit_code, "Đã ghi lại: 1." in done.output) == (0, True), done.output
    row = the(store, "parcel", "two")
    assert json.loads(row["parts"]) == [[100, 110, "left"], [300, 310, "right"]]
    assert (row["chainage_from_m"], row["chainage_to_m"]) == (100, 310)
    assert held(store) == [(100, 110)]
    known = ledger_of(store).known("two", TODAY)
    assert known and known.blocker
    assert len(known.blocker.parts) == 2
    assert differences(store) == []
    assert "Đã ghi lại: 0." in run("pieces").output
    assert "nhiều phần" not in run("doctor").output
