"""What was found with a phone keeps the reach of its accuracy when the design is revised."""

import shapely

from clearance.exchange.operations.revision import Design
from clearance.record.operations.carrying_out import carry_out, undo
from clearance.record.replay import differences
from clearance.rules.basics.changes import Change
from clearance.store import Store
from tests.exchange.operations.test_revision import LONGER, revised, town
from tests.given import CADRE, NOW, OFFICE, PHOTO, a_change, by, the
from tests.states import dump

__all__ = ["town"]
#: 8 m left of the fifth kilometre, by a phone sure to 20 m.
SPOT = {"unit_uid": "a", "lon": 105.03278725, "lat": 22.08144283, "accuracy_m": 20.0}


def found(store: Store) -> tuple[int, int]:
    """A grave found at the place; its metres."""
    told = a_change("grave", "f", "found", patch=SPOT, evidence=(PHOTO,))
    answer = by(CADRE, store, told)
    assert answer.is_accepted, answer
    return metres(store)


def metres(store: Store) -> tuple[int, int]:
    """The metres the found grave holds."""
    row = the(store, "grave", "f")
    return row["chainage_from_m"], row["chainage_to_m"]


def test_no_metre_of_its_reach_comes_clear_by_a_new_line(town: Store) -> None:
    first, last = found(town)
    before = dump(town)
    uid = carry_out(town, revised(town, Design(line=LONGER)), OFFICE, NOW)
    low, high = metres(town)
    assert high - low >= last - first > 30
    assert differences(town) == []
    undo(town, uid, OFFICE, NOW)
    assert dump(town) == before


def test_nor_by_a_new_corridor_but_once_confirmed_its_point_counts(town: Store) -> None:
    reach = found(town)
    strip = shapely.box(399900, 2438000, 400100, 2448000)
    carry_out(town, revised(town, Design(strip=strip)), OFFICE, NOW)
    assert metres(town) == reach
    known = Change("grave", "f", "confirmed", {"code": "M-77"}, project_uid="prj")
    assert by(OFFICE, town, known).is_accepted
    wider = shapely.box(399800, 2438000, 400200, 2448000)
    carry_out(town, revised(town, Design(strip=wider)), OFFICE, NOW)
    assert metres(town)[1] - metres(town)[0] < 3
