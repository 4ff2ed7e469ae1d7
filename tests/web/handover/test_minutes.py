"""Minutes of segments: what never blocks told apart, of each area only the part inside."""

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from python_calamine import load_workbook

from clearance.record import record_all
from clearance.rules.basics.actors import TERMINAL
from clearance.store import Store
from tests.exchange.test_docx_out import told
from tests.given import NOW, a_household, a_parcel, registered, step
from tests.web.conftest import Person

As = Callable[..., Person]
CODES = ("D-01", "D-02", "D-03")


@pytest.fixture
def road(store: Store) -> Store:
    """Three segments; parcels inside, over one border, over two, and a public road."""
    for number in (2, 3):
        patch = {
            "code": f"D-0{number}",
            "package_uid": "pk",
            "alignment_uid": "al",
            "chainage_from_m": 2000 * (number - 1),
            "chainage_to_m": 4000 if number == 2 else 10000,
        }
        record_all(store, [registered("segment", f"s{number}", **patch)], TERMINAL, NOW)
    a_household(store, "x")
    for uid, from_m, to_m, area in (
        ("p1", 1000, 1060, 420.5),
        ("p2", 1961, 2061, 333.3),
        ("p3", 1990, 4013, 7001.7),
    ):
        a_parcel(
            store,
            uid,
            "x",
            parcel_no=uid,
            chainage_from_m=from_m,
            chainage_to_m=to_m,
            area_recovered_m2=area,
        )
    a_parcel(
        store,
        "w",
        "",
        household_uid=None,
        parcel_no="w",
        chainage_from_m=500,
        chainage_to_m=540,
        area_recovered_m2=88.8,
        is_public=1,
    )
    for uid in ("p", "p1", "p2", "p3"):
        assert step(store, uid, "handed_over", subject="parcel", happened_on="2026-11-10")
    return store


def rows_of(person: Person, code: str) -> list[dict]:
    """The list of a segment's minutes."""
    return person.get(f"/segments/{code}/minutes?format=json").get_json()["rows"]


def test_the_minutes_of_all_segments_add_up_to_what_was_taken(as_: As, road: Store) -> None:
    office = as_("office")
    parts = [Decimal(repr(r["area_here_m2"])) for c in CODES for r in rows_of(office, c)]
    taken = [Decimal(repr(r["a"])) for r in road.query("SELECT area_recovered_m2 AS a FROM parcel")]
    assert sum(parts) == sum(taken)
    (row,) = [r for r in rows_of(office, "D-01") if r["parcel_no"] == "p2"]
    assert (row["area_recovered_m2"], row["area_here_m2"]) == (333.3, 129.9)


def test_public_land_is_told_apart_from_what_must_be_handed_over(as_: As, road: Store) -> None:
    page = as_("office").main("/segments/D-01/minutes")
    assert "4, đã bàn giao 4" in page
    assert "1 thửa, 88,8 m²" in page
    assert ">4/4<" in page
    assert "đất công, không cản trở" in page
    notes = {row["parcel_no"]: row["note"] for row in rows_of(as_("office"), "D-01")}
    assert notes["w"] == "đất công, không cản trở"
    assert notes["p1"] == ""


def test_page_sheet_and_document_give_the_same_areas(as_: As, road: Store) -> None:
    office, address = as_("office"), "/segments/D-01/minutes"
    page, paper = office.main(address), told(office.get(f"{address}?format=docx").data)
    sheet = load_workbook(io.BytesIO(office.get(f"{address}?format=xlsx").data))
    cells = [cell for row in sheet.get_sheet_by_index(0).to_python() for cell in row]
    total = sum(Decimal(repr(row["area_here_m2"])) for row in rows_of(office, "D-01"))
    assert total == Decimal("420.5") * 2 + Decimal("129.9") + Decimal("34.6") + Decimal("88.8")
    assert "cả thửa 333,3" in page
    for text in (page, paper):
        assert "1.094,3 m², đã bàn giao 1.005,5 m²" in text
        assert "129,9" in text
        assert "1 thửa, 88,8 m²" in text
    assert "129,9 (cả thửa 333,3)" in paper
    assert {129.9, 34.6, 88.8, 333.3} <= set(cells)
