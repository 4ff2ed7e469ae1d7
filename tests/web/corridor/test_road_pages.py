"""Behind the figures of the road: why they moved, parts, the calendar, the certificate."""

import re
from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.given import CADRE, OFFICE, PHOTO, a_change, a_parcel, by, registered, step
from tests.land import an_outline, over
from tests.web.conftest import Person
from tests.web.corridor.test_corridor import SECRETS

As = Callable[..., Person]
PAGES = (
    "/corridor/moves",
    "/corridor/parts",
    "/corridor/availability",
    "/packages/XL1/certificate",
)


@pytest.fixture
def road(store: Store) -> Store:
    """Km0 – Km2 recorded on both sides, the right one of 1,000 m handed over."""
    an_outline(store)
    a_parcel(store, "l", "h", **over(0, 2000, "left"))
    a_parcel(store, "r", "h", **over(0, 1000, "right"))
    a_parcel(store, "s", None, **over(3000, 3800, "both"))
    for uid in ("p", "r", "s"):
        assert step(
            store, uid, "handed_over", subject="parcel", happened_on="2026-11-01"
        ).is_accepted
    return store


def test_what_moved_is_told_with_its_metres_and_adds_up(as_: As, road: Store) -> None:
    leader = as_("leader")
    told = leader.get("/corridor/moves?from_day=2026-11-01&format=json").get_json()
    shown = leader.get("/corridor?show=clear&format=json").get_json()
    assert sum(row["clear_m"] for row in told["rows"]) == sum(r["length_m"] for r in shown["rows"])
    page = leader.read("/corridor/moves?from_day=2026-11-01")
    assert "T-s" in page
    assert "+800" in page
    assert "vì sao" in leader.read("/corridor")


def test_what_moved_is_told_for_one_segment_too(as_: As, road: Store) -> None:
    leader, days = as_("leader"), "from_day=2026-11-01"
    inside = leader.get(f"/corridor/moves?{days}&part=segment:D-01&format=json").get_json()["rows"]
    rows = leader.get("/corridor/parts?kind=segment&format=json").get_json()["rows"]
    assert [sum(row["clear_m"] for row in inside)] == [row["clear_m"] for row in rows]
    assert "part=segment:D-01" in leader.read("/segments/D-01")


def test_the_parts_hold_their_whole_length_and_list_the_ends_of_each_stretch(
    as_: As, road: Store
) -> None:
    told = as_("leader").get("/corridor/parts?format=json").get_json()["rows"]
    assert {row["kind_words"] for row in told} == {"Cả tuyến", "Gói thầu", "Xã", "Đoạn bàn giao"}
    for row in told:
        assert row["clear_m"] + row["blocked_m"] + row["unknown_m"] == row["length_m"]
    assert told[0]["points"] == "Km3+000 – Km3+800"
    page = as_("leader").read("/corridor/parts?kind=package")
    assert "Km3+000 – Km3+800" in page
    assert "/packages/XL1/certificate" in page


def test_the_calendar_gives_periods_with_their_cause_and_the_same_file(
    as_: As, road: Store
) -> None:
    person, where = as_("leader"), "/corridor/availability?from_day=2026-10-01&from=3000&to=3100"
    told = person.get(f"{where}&format=json").get_json()["rows"]
    assert [(r["from_day"], r["to_day"], r["held_m"], r["cause"]) for r in told] == [
        ("2026-10-01", "2026-11-01", 100, "1 thửa đất")
    ]
    assert "Km3+000 – Km3+100" in person.read(where)
    assert "01/11/2026" in person.get(f"{where}&format=csv").text


def test_the_certificate_lists_each_item_and_knows_itself_by_its_digest(
    as_: As, road: Store
) -> None:
    page = as_("leader").read("/packages/XL1/certificate")
    assert "Mức 3" in page
    assert "T-l" in page
    (digest,) = re.findall(r"<code>([0-9a-f]{64})</code>", page)
    where = f"/packages/XL1/certificate?digest={digest}"
    assert "Mã nội dung khớp" in as_("leader").read(where)
    assert step(road, "l", "handed_over", subject="parcel", happened_on="2026-11-02").is_accepted
    assert "Mã nội dung không khớp" in as_("leader").read(where)


def test_a_package_all_handed_over_is_level_one_and_a_dated_item_makes_it_two(
    as_: As, road: Store
) -> None:
    package = registered(
        "package", "pk2", code="XL9", alignment_uid="al", chainage_from_m=3000, chainage_to_m=3800
    )
    segment = registered(
        "segment",
        "sg9",
        code="D-99",
        package_uid="pk2",
        alignment_uid="al",
        chainage_from_m=3000,
        chainage_to_m=3800,
    )
    for change in (package, segment):
        assert by(OFFICE, road, change).is_accepted
    assert "Mức 1" in as_("leader").read("/packages/XL9/certificate")
    a_parcel(road, "t", "h", **over(3100, 3200, "left"))
    assert "Mức 3" in as_("leader").read("/packages/XL9/certificate")
    promise = a_change("segment", "sg9", "promised", patch={"promised_on": "2026-12-24"})
    assert by(OFFICE, road, promise).is_accepted
    page = as_("leader").read("/packages/XL9/certificate")
    assert "Mức 2" in page
    assert "24/12/2026" in page


@pytest.mark.parametrize("path", PAGES)
def test_the_liaison_reads_kinds_places_and_days_but_no_code_and_no_name(
    as_: As, road: Store, path: str
) -> None:
    page = as_("liaison").read(f"{path}?from_day=2026-10-01")
    assert [s for s in (*SECRETS, "T-l", "T-r", "T-s") if s in page] == []


def test_only_the_office_gives_a_package_its_own_usable_length(as_: As, road: Store) -> None:
    office = as_("office")
    page = office.read("/corridor/parts")
    uid = re.search(r'name="XL1-uid"[^>]*value="([^"]+)"', page)
    assert uid
    sent = {"XL1-uid": uid[1], "XL1-usable_m": "900"}
    assert office.send("/packages/XL1/usable", sent).status_code == 303
    assert road.value("SELECT usable_m FROM package WHERE code = 'XL1'") == 900
    rows = office.get("/corridor/parts?kind=package&format=json").get_json()["rows"]
    assert (rows[0]["usable_m"], rows[0]["in_usable_m"]) == (900, 0)
    refused = office.send("/packages/XL1/usable", sent | {"XL1-usable_m": "-3"})
    assert (refused.status_code, "Từ 1 đến 100.000 m." in refused.text) == (422, True)
    assert road.value("SELECT usable_m FROM package WHERE code = 'XL1'") == 900
    assert as_("liaison").send("/packages/XL1/usable", sent).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "from_day=abc",
        "to_day=2026-13-01",
        "from_day=2026-11-20&to_day=2026-11-01",
        "from_day=2025-01-01",
    ],
)
def test_days_that_cannot_be_read_are_refused_in_words(as_: As, road: Store, query: str) -> None:
    assert as_("leader").get(f"/corridor/moves?{query}").status_code == 400


def test_a_handover_taken_back_shows_as_metres_lost(as_: As, road: Store) -> None:
    assert PHOTO
    change = a_change("parcel", "s", "withdrawn", patch={"step": "handed_over"}, why="Ghi nhầm")
    assert by(CADRE, road, change).is_accepted
    told = as_("leader").get("/corridor/moves?from_day=2026-11-01&format=json").get_json()
    assert sum(row["clear_m"] for row in told["rows"]) == 0
    assert -800 in [row["clear_m"] for row in told["rows"]]


def test_an_unknown_package_is_not_found(as_: As, road: Store) -> None:
    assert as_("leader").get("/packages/XX/certificate").status_code == 404
