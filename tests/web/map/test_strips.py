"""Progress strips: what the facts give, at once after each of them."""

from collections.abc import Callable

import pytest
import shapely

from clearance.maps.strips import SIZES
from clearance.reports.corridor.ground import on_day
from clearance.store import Store
from clearance.store.corridor import corridor
from tests.given import OFFICE, TODAY, a_change, a_parcel, a_shape, by, step
from tests.web.conftest import Person

As = Callable[..., Person]
BOX = "bbox=104.5,21.5,105.5,22.5"


def metres(person: Person, size: int) -> tuple[int, int, int]:
    """Clear, blocked and unknown metres of all pieces."""
    rows = person.get(f"/map/strips/{size}.json?{BOX}").get_json()["rows"]
    return tuple(sum(row[at] for row in rows) for at in range(3))  # type: ignore[return-value]


def told(store: Store) -> tuple[int, int, int]:
    """The same by the rule that counts them."""
    (road,) = corridor.list_alignments(store)
    full = on_day(store, road, TODAY).full
    return tuple(
        sum(r.length_m for r in full if r.state == s) for s in ("clear", "blocked", "unknown")
    )  # type: ignore[return-value]


@pytest.mark.parametrize("size", SIZES)
def test_the_pieces_are_what_the_facts_give_after_every_fact(
    as_: As, store: Store, size: int
) -> None:
    leader = as_("leader")
    assert metres(leader, size) == told(store)
    a_parcel(store, "new", "h", chainage_from_m=300, chainage_to_m=420)
    assert metres(leader, size) == told(store)
    step(store, "h", "notified")
    before = told(store)
    for uid in ("p", "new"):
        assert step(store, uid, "handed_over", subject="parcel").is_accepted
    assert metres(leader, size) == told(store)
    assert before != told(store) or before[0] == told(store)[0]


def test_nothing_is_made_anew_when_nothing_moved(as_: As, store: Store) -> None:
    leader = as_("leader")
    metres(leader, 100)
    assert store.value("SELECT COUNT(*) FROM strip_stale") == 0
    step(store, "h", "notified")
    assert store.value("SELECT COUNT(*) FROM strip_stale") == 0
    assert step(store, "p", "handed_over", subject="parcel").is_accepted
    assert store.value("SELECT COUNT(*) FROM strip_stale") == 1
    metres(leader, 500)
    assert store.value("SELECT COUNT(*) FROM strip_stale") == 0


def kept(store: Store) -> list[dict[str, object]]:
    """Every piece that is kept."""
    return store.query("SELECT * FROM strip ORDER BY size_m, from_m")


def test_pieces_amended_fact_by_fact_are_those_made_at_once(as_: As, store: Store) -> None:
    leader = as_("leader")
    metres(leader, 100)
    a_parcel(store, "new", "h", chainage_from_m=300, chainage_to_m=420)
    metres(leader, 100)
    step(store, "h", "notified")
    for uid in ("p", "new"):
        before = kept(store)
        assert step(store, uid, "handed_over", subject="parcel").is_accepted
        metres(leader, 100)
        changed = [row for row, old in zip(kept(store), before, strict=True) if row != old]
        assert len(changed) < len(before) / 2
    amended = kept(store)
    store.run("DELETE FROM strip")
    metres(leader, 100)
    assert kept(store) == amended


def test_another_line_has_its_pieces_elsewhere(as_: As, store: Store) -> None:
    leader = as_("leader")
    metres(leader, 100)
    before = {row["line"] for row in kept(store)}
    moved = a_shape(shapely.LineString([(400_300, 2_438_000), (400_300, 2_448_000)]))
    assert by(
        OFFICE, store, a_change("alignment", "al", "revised", patch=moved, why="")
    ).is_accepted
    metres(leader, 100)
    assert before.isdisjoint(row["line"] for row in kept(store))


def test_the_liaison_sees_the_same_road(as_: As, store: Store) -> None:
    assert metres(as_("liaison"), 100) == told(store)


def test_unchanged_strips_are_not_sent_again(as_: As, store: Store) -> None:
    leader, address = as_("leader"), f"/map/strips/100.json?{BOX}"
    mark = leader.get(address).headers["ETag"]
    assert leader.get(address, headers={"If-None-Match": mark}).status_code == 304


def test_a_box_elsewhere_is_empty_and_other_sizes_are_not_found(as_: As, store: Store) -> None:
    leader = as_("leader")
    assert leader.get("/map/strips/100.json?bbox=10,10,11,11").get_json()["rows"] == []
    assert leader.get(f"/map/strips/7.json?{BOX}").status_code == 404
    assert leader.get("/map/strips/100.json").status_code == 400
