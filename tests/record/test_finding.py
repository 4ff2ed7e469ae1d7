"""A grave, a parcel or a house found at the place: it holds its metres until the office speaks."""

from collections.abc import Callable
from typing import Any

import pytest
import shapely

from clearance.geo.crs import WGS84, convert
from clearance.record.replay import differences
from clearance.reports.corridor.ground import ground, held
from clearance.rules.basics.actors import Who
from clearance.rules.basics.changes import Outcome
from clearance.store import Store
from clearance.store.cases import register
from clearance.store.corridor import corridor
from clearance.store.map import tile_revision
from tests.given import (
    CADRE,
    CADRE_B,
    CRS,
    LEADER,
    OFFICE,
    PHOTO,
    TODAY,
    a_change,
    a_grave,
    by,
    last_change,
    registered,
    step,
    the,
)


def at(east: float, north: float, accuracy_m: float = 6.0) -> dict[str, float]:
    """What a phone says that stands there (metres of the legal system)."""
    lon, lat = convert([(east, north)], CRS, WGS84)[0]
    return {"lon": float(lon), "lat": float(lat), "accuracy_m": accuracy_m}


def found(
    store: Store, subject: str = "grave", uid: str = "n", who: Who = CADRE, **patch: Any
) -> Outcome:
    """What the door answers who reports it, 12 m left of Km1+300 unless said otherwise."""
    told = {"unit_uid": "a", **at(399988, 2439300.4), **patch}
    told = {name: value for name, value in told.items() if value is not None}
    change = a_change(subject, uid, "found", patch=told, evidence=(PHOTO,), why="dưới gốc đa")
    return by(who, store, change)


#: What stands for the place of a phone where a chainage is typed.
TYPED = {"lon": None, "lat": None, "accuracy_m": None}


@pytest.mark.parametrize("subject", ["grave", "structure", "parcel"])
def test_it_is_there_at_once_and_holds_the_metres_the_phone_is_unsure_of(
    store: Store, subject: str
) -> None:
    before = tile_revision.last(store)
    assert found(store, subject).is_accepted
    row = the(store, subject, "n")
    assert (row["code"], row["is_unconfirmed"], row["unit_uid"]) == ("CXN-0001", 1, "a")
    assert (row["chainage_from_m"], row["chainage_to_m"], row["side"]) == (1294, 1307, "left")
    assert row["offset_m"] == pytest.approx(12, abs=0.1)
    (road,) = corridor.list_alignments(store)
    assert [b.uid for b in held(store, road, TODAY)] == ["n"]
    assert ground(store, road).blockers[0].code == "CXN-0001"
    drawn = store.value("SELECT COUNT(*) FROM shape WHERE subject_uid = 'n'")
    assert drawn == (0 if subject == "parcel" else 1)
    assert tile_revision.last(store) != before
    assert differences(store) == []


def test_the_centreline_within_the_accuracy_means_both_sides(store: Store) -> None:
    found(store, **at(399996, 2439300, 20))
    assert the(store, "grave", "n")["side"] == "both"
    found(store, uid="m", **at(400050, 2438000, 5))
    row = the(store, "grave", "m")
    assert (row["side"], row["chainage_from_m"], row["code"]) == ("right", 0, "CXN-0002")


def test_a_chainage_is_typed_where_the_phone_has_no_place(store: Store) -> None:
    assert found(store, at_km="Km2+150", side="right", **TYPED).is_accepted
    row = the(store, "grave", "n")
    assert (row["chainage_from_m"], row["chainage_to_m"], row["side"]) == (2150, 2151, "right")
    assert found(store, uid="m", at_km="Km2+160", **TYPED).is_accepted
    assert the(store, "grave", "m")["side"] == "both"


@pytest.mark.parametrize(
    ("patch", "reason"),
    [
        (at(399988, 2439300, 101), "place_unsure"),
        (at(403000, 2439300), "far_from_road"),
        ({**TYPED, "at_km": "Km2+5"}, "bad_chainage"),
        ({**TYPED, "at_km": "Km11"}, "far_from_road"),
        (TYPED, "missing_field"),
        ({"unit_uid": None}, "missing_field"),
        ({"lat": None}, "bad_value"),
        ({"lat": 91.0}, "bad_value"),
        ({"accuracy_m": -1.0}, "bad_value"),
        ({"household_uid": "h"}, "unknown_field"),
        ({"is_unconfirmed": 0}, "unknown_field"),
    ],
)
def test_what_is_not_sure_or_not_said_is_refused_in_words(
    store: Store, patch: dict[str, Any], reason: str
) -> None:
    assert found(store, **patch).reason == reason


def test_it_needs_a_photo_and_only_a_cadre_in_his_commune(store: Store) -> None:
    bare = a_change("grave", "n", "found", patch={"unit_uid": "a", **at(399988, 2439300)})
    assert by(CADRE, store, bare).reason == "missing_evidence"
    assert found(store, who=CADRE_B).reason == "not_found"
    for who in (LEADER, OFFICE):
        assert found(store, who=who).reason == "not_allowed"
    assert found(store).is_accepted
    assert found(store).reason == "already_exists"


def test_a_grave_found_is_the_finders_case_and_takes_no_step_yet(store: Store) -> None:
    found(store, deceased_name="Cụ Lò Văn Ính")
    assert the(store, "grave", "n")["holder_uid"] == CADRE.uid
    assert store.value("SELECT holder_uid FROM turn WHERE subject_uid = 'n'") == CADRE.uid
    assert step(store, "n", "discovered", subject="grave").reason == "awaits_confirmation"
    assert by(CADRE, store, a_change("grave", "n", "visited", why="gặp")).is_accepted
    assert "Lò Văn Ính" not in str(store.query("SELECT patch FROM change"))
    (row,) = register.list_unconfirmed(store, OFFICE, TODAY)
    assert (row["code"], row["why"], row["unit_name"]) == ("CXN-0001", "dưới gốc đa", "Xã A")
    assert register.list_unconfirmed(store, CADRE_B, TODAY) == []


def test_the_office_confirms_with_code_household_and_chainage(store: Store) -> None:
    found(store)
    a_grave(store)
    given = {"code": "M-0200", "family": "unclaimed", "chainage_from_m": 1299,
             "chainage_to_m": 1301}  # fmt: skip
    taken = a_change("grave", "n", "confirmed", patch=given | {"code": "M-g"})
    assert by(OFFICE, store, taken).reason == "already_exists"
    assert by(CADRE, store, a_change("grave", "n", "confirmed")).reason == "not_allowed"
    assert by(OFFICE, store, a_change("grave", "n", "confirmed", patch=given)).is_accepted
    row = the(store, "grave", "n")
    assert (row["code"], row["is_unconfirmed"], row["chainage_from_m"]) == ("M-0200", 0, 1299)
    assert by(OFFICE, store, a_change("grave", "n", "confirmed")).reason == "not_awaiting"
    assert step(store, "n", "discovered", subject="grave").is_accepted
    assert differences(store) == []


def test_the_office_refuses_it_by_retiring_it_and_its_number_is_not_given_again(
    store: Store,
) -> None:
    found(store)
    change = a_change("grave", "n", "retired", why="Không phải mộ, là đống đá")
    assert by(OFFICE, store, change).is_accepted
    found(store, uid="m")
    assert the(store, "grave", "m")["code"] == "CXN-0002"
    assert register.list_unconfirmed(store, OFFICE, TODAY)[0]["uid"] == "m"


def test_before_there_is_a_road_it_is_kept_by_its_point(
    empty: Callable[[], Store],
) -> None:
    bare = empty()
    assert found(bare).is_accepted
    row = the(bare, "grave", "n")
    assert (row["alignment_uid"], row["chainage_from_m"]) == (None, None)
    kept = bare.first("SELECT * FROM shape WHERE subject_uid = 'n'") or {}
    point = shapely.from_wkb(kept["legal_wkb"])
    assert (point.x, point.y) == pytest.approx((399988, 2439300.4), abs=0.01)
    assert found(bare, uid="m", at_km="Km3", **TYPED).is_accepted
    assert the(bare, "grave", "m")["chainage_from_m"] == 3000
    bare.run("UPDATE project SET crs = NULL")
    assert found(bare, uid="k").is_accepted
    assert last_change(bare)["standing"] == "accepted"


@pytest.fixture
def empty(store: Store) -> Callable[[], Store]:
    """The same project before its alignment is brought in."""

    def cleared() -> Store:
        with store.atomic():
            for table in ("alignment", "package", "segment"):
                store.run(f"DELETE FROM {table}")
            store.run("DELETE FROM shape WHERE subject = 'alignment'")
        return store

    return cleared


def test_a_code_of_the_office_that_looks_provisional_stops_no_finding(store: Store) -> None:
    for code in ("CXN-cu", "CXN-0007"):
        change = registered("grave", code, code=code, unit_uid="a")
        assert by(OFFICE, store, change).is_accepted
    for number in (8, 9):
        told = a_change("grave", f"f{number}", "found", evidence=(PHOTO,),
                        patch={"unit_uid": "a", "at_km": "Km1"})  # fmt: skip
        assert by(CADRE, store, told).is_accepted
        assert the(store, "grave", f"f{number}")["code"] == f"CXN-000{number}"


def test_the_end_of_the_road_is_a_place_on_it(store: Store) -> None:
    told = a_change("grave", "f", "found", evidence=(PHOTO,),
                    patch={"unit_uid": "a", "at_km": "Km10+000"})  # fmt: skip
    assert by(CADRE, store, told).is_accepted
    assert the(store, "grave", "f")["chainage_from_m"] == 9999
