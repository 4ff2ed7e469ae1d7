"""Operations at the pages: seen before they are done, done once, undone while nothing rests."""

import re
from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.given import (
    LEADER,
    a_change,
    by,
    the,
)
from tests.states import dump
from tests.web.conftest import Person

As = Callable[..., Person]
NEW = "/operations/new/package_recut"
TO = {"package": "pk", "from_km": "Km0", "to_km": "Km1+500", "on_date": "2026-11-20",
      "document": "QĐ 45/QĐ-BQLDA"}  # fmt: skip


def look(person: Person, **more: str):
    """Send the form once: the preview."""
    return person.send(NEW, TO | more)


def do(person: Person, **more: str):
    """See the preview, then record it."""
    shown = re.search(r'name="seen"[^>]*value="(\w*)"', look(person, **more).text)
    seen = shown[1] if shown else ""
    return person.send(NEW, {**TO, **more, "seen": seen, "go": "record"}, True)


def test_the_office_sees_before_it_does(as_: As, store: Store) -> None:
    before = dump(store)
    page = look(as_("office")).text
    assert "Ranh giới mới cắt qua đoạn này" in page
    assert "Đoạn bàn giao D-01" in page
    answered = look(as_("office"), **{"segment-sg": "cut"}).text
    assert "Tổng số trước và sau" in answered
    assert "Km0+000 – Km1+500" in answered
    assert dump(store) == before


def test_it_is_done_reported_and_undone(as_: As, store: Store) -> None:
    office, before = as_("office"), dump(store)
    report = do(office, **{"segment-sg": "cut"})
    assert "Đã ghi biến động" in report.text
    assert "QĐ 45/QĐ-BQLDA" in report.text
    assert the(store, "segment", "sg")["chainage_to_m"] == 1500
    assert "1 biến động đã ghi" in office.read("/operations/")
    uid = store.value("SELECT uid FROM operation")
    undone = office.send(f"/operations/{uid}/undo", {}, True)
    assert "Đã hoàn tác" in undone.text
    assert dump(store) == before
    assert "đã hoàn tác" in office.read(f"/operations/{uid}")


def test_what_changed_since_the_preview_is_shown_again(as_: As, store: Store) -> None:
    office = as_("office")
    stale = {**TO, "segment-sg": "cut", "go": "record", "seen": "0" * 32}
    assert "Nếu ghi, sẽ thành" in office.send(NEW, stale).text
    assert store.value("SELECT COUNT(*) FROM operation") == 0


def test_what_rests_on_it_is_named_and_bars_undoing(as_: As, store: Store) -> None:
    office = as_("office")
    do(office, **{"segment-sg": "cut"})
    promise = a_change("segment", "sg", "promised", patch={"promised_on": "2026-12-20"})
    assert by(LEADER, store, promise).is_accepted
    uid = store.value("SELECT uid FROM operation")
    page = office.read(f"/operations/{uid}")
    assert "Không hoàn tác được nữa" in page
    assert f"/operations/{uid}/undo" not in page
    refused = office.send(f"/operations/{uid}/undo", {})
    assert refused.status_code == 409
    assert "dựa vào biến động này" in refused.text


def test_a_chainage_that_is_none_is_named_beside_its_field(as_: As) -> None:
    page = look(as_("office"), to_km="1,5 km")
    assert page.status_code == 422
    assert "Ghi lý trình như Km12+350" in page.text
    assert "số mét nguyên" in look(as_("office"), to_km="Km1+500,5").text


def test_ends_outside_the_road_are_refused_in_words(as_: As) -> None:
    page = look(as_("office"), to_km="Km12")
    assert page.status_code == 422
    assert "ra ngoài tuyến" in page.text


def test_a_refusal_of_the_door_is_shown_on_the_page(as_: As, store: Store) -> None:
    page = do(as_("office"), on_date="2026-11-21", **{"segment-sg": "cut"})
    assert page.status_code == 422
    assert "tương lai" in page.text


def test_unknown_operations_and_kinds_are_not_found(as_: As) -> None:
    office = as_("office")
    assert office.get("/operations/new/none").status_code == 404
    assert office.get("/operations/none").status_code == 404
    assert office.send("/operations/none/undo", {}).status_code == 404


@pytest.mark.parametrize("role", ["cadre", "leader", "liaison"])
def test_others_have_no_operations(as_: As, role: str) -> None:
    assert as_(role).get("/operations/").status_code == 403


def test_a_year_half_typed_is_no_day(as_: As) -> None:
    to = {"units": "a", "code": "9", "name": "Xã Mới", "kind": "commune", "on_date": "0001-01-01"}
    answer = as_("admin").send("/operations/new/unit_merge", to)
    assert answer.status_code == 422
    assert "Ngày không đúng" in answer.text
