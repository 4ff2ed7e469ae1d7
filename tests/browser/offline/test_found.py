"""A grave found on a slope without signal, a name corrected there: both arrive by themselves."""

import pytest

from clearance.geo.crs import DEFAULT, WGS84, convert
from clearance.store import Store
from clearance.store.cases import state
from tests.browser.field import Field, until
from tests.browser.offline.conftest import CASE, Phone
from tests.browser.visitor import photo

pytestmark = pytest.mark.browser


def test_a_grave_found_without_signal_arrives_with_its_place_and_its_photo(
    phone: Phone, field: Field, store: Store
) -> None:
    [[lon, lat]] = convert([399_960, 2_438_350.4], DEFAULT, WGS84).tolist()
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"longitude": lon, "latitude": lat, "accuracy": 8})
    until(lambda: _is_kept(phone, "/found/grave/new"), "form not kept")
    field.line("down")
    page = phone.page
    page.goto("/found/grave/new")
    page.get_by_role("button", name="Lấy vị trí ở đây").click()
    page.locator("[data-place] output").filter(has_text="Km0+350, bên trái").wait_for()
    page.locator("input[type=file]").set_input_files([photo()])
    page.locator(".photo-shown").wait_for()
    page.locator("textarea[name=note]").fill("Dưới gốc đa")
    page.locator("button.primary").click()
    page.locator("main .flash").get_by_text("Đã lưu trên máy – chưa gửi").wait_for()
    phone.rested()
    field.line("up")
    until(lambda: phone.states() == ["sent"], "not delivered")
    row = store.first("SELECT * FROM grave WHERE is_unconfirmed = 1") or {}
    assert (row["chainage_from_m"], row["chainage_to_m"], row["side"]) == (342, 359, "left")
    assert row["code"] == "CXN-0001"


def test_a_second_telephone_written_down_without_signal_arrives_alone(
    phone: Phone, field: Field, store: Store
) -> None:
    before = state.find_identity(store, "h")
    until(lambda: _is_kept(phone, f"{CASE}/contact"), "form not kept")
    field.line("down")
    phone.page.goto(f"{CASE}/contact")
    phone.page.locator("input[name=phone_2]").fill("0900 777 888")
    phone.page.locator("button.primary").click()
    phone.page.wait_for_url(f"**{CASE}")
    phone.rested()
    field.line("up")
    until(lambda: phone.states() == ["sent"], "not delivered")
    assert state.find_identity(store, "h") == before | {"phone_2": "0900 777 888"}


def _is_kept(phone: Phone, page: str) -> bool:
    """Whether the phone keeps that page."""
    asked = "async (page) => Boolean(await caches.match(page, {cacheName: 'pages'}))"
    return bool(phone.page.evaluate(asked, page))
