"""The scope of works of a thing: revised by the office, shown, filtered by, figures apart."""

from collections.abc import Callable

import pytest

from clearance.rules.basics.changes import new_uid
from clearance.store import Store
from tests.given import a_parcel, step, the
from tests.land import an_outline, over
from tests.web.conftest import Person

As = Callable[..., Person]


@pytest.fixture
def road(store: Store) -> Store:
    """A kilometre handed over but for a parcel and two graves, all of the main scope."""
    an_outline(store)
    a_parcel(store, "w", "h", **over(0, 1000, "both"))
    assert step(store, "w", "handed_over", subject="parcel", happened_on="2026-11-01").is_accepted
    return store


def put_in(person: Person, url: str, scope: str, note: str = "QĐ 12/QĐ-UBND") -> str:
    sent = {**person.fields(url), "uid": new_uid(), "scope": scope, "note": note}
    return person.send(url, sent, follow=True).text


def test_the_office_puts_a_thing_into_a_scope_by_a_document(as_: As, road: Store) -> None:
    office = as_("office")
    assert "Phạm vi chính" in office.main("/parcels/T-p")
    assert "Cần điền ô này." in put_in(office, "/parcels/T-p/scope", "added", note="")
    page = put_in(office, "/parcels/T-p/scope", "added")
    assert "Đã ghi phạm vi." in page
    assert the(road, "parcel", "p")["scope"] == "added"
    assert "Bổ sung" in office.main("/parcels/T-p")
    assert "thuộc phạm vi" in page
    assert "QĐ 12/QĐ-UBND" in page


def test_who_may_not_revise_sees_the_scope_without_the_form(as_: As, road: Store) -> None:
    leader = as_("leader")
    assert "Đổi phạm vi" not in leader.main("/graves/M-g")
    assert "<form" not in leader.main("/graves/M-g/scope")
    sent = {"uid": new_uid(), "scope": "spoil", "note": "x"}
    assert leader.send("/graves/M-g/scope", sent).status_code == 403
    assert as_("office").get("/households/HY-0042/scope").status_code == 404


def test_graves_and_the_map_are_filtered_by_scope(as_: As, road: Store) -> None:
    office = as_("office")
    put_in(office, "/graves/M-g/scope", "spoil")
    rows = office.get("/graves/?scope=spoil&format=json").get_json()["rows"]
    assert [row["code"] for row in rows] == ["M-g"]
    found = office.get("/graves/?scope=main&format=json").get_json()["rows"]
    assert "M-g" not in [r["code"] for r in found]
    assert found
    assert "Bãi thải" in office.main("/graves/")
    put_in(office, "/parcels/T-p/scope", "utility_corridor")
    assert "Hành lang hạ tầng" in office.main("/map?filters=1")
    rows = office.get("/map?scope=utility_corridor&format=json").get_json()["rows"]
    assert [row["code"] for row in rows] == ["T-p"]


def test_added_scope_lowers_no_figure_silently(as_: As, road: Store) -> None:
    office = as_("office")
    before = sum(
        row["length_m"] for row in office.get("/corridor?show=clear&format=json").get_json()["rows"]
    )
    assert "Chỉ phạm vi chính" not in office.main("/corridor")
    put_in(office, "/parcels/T-p/scope", "added")
    put_in(office, "/graves/M-g/scope", "spoil")
    page = office.main("/corridor")
    told = "Chỉ phạm vi chính: 997 m sạch của 10.000 m; tính cả phần bổ sung: 937 m."
    assert told in page
    assert "Bổ sung: 1 điểm, 60 m" in page
    assert "Bãi thải: 1 điểm, 3 m" in page
    (whole, *_rest) = office.get("/corridor/parts?format=json").get_json()["rows"]
    assert (whole["clear_m"], whole["main_clear_m"]) == (before, 997)
    assert "phạm vi chính: 997" in office.main("/corridor/parts")
    (segment, *_more) = office.get("/segments/?format=json").get_json()["rows"]
    assert (segment["clear_m"], segment["main_clear_m"]) == (before, 997)
    assert "Sạch, chỉ phạm vi chính" in office.main("/segments/D-01")
    then = office.main("/corridor?known=then")
    assert "tính cả phần bổ sung" in then
    commune = office.get("/communes/?format=json").get_json()["rows"][0]
    assert (commune["clear_m"], commune["main_scope_m"]) == (before, 997)
    assert "phạm vi chính: 997" in office.main("/communes/")
