"""The investor's liaison: segments, the two keys, files and the calendar, and nobody's name."""

import csv
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from tests.browser.visitor import ROLES, At, Visitor
from tests.browser.world import Served, addresses

pytestmark = pytest.mark.browser


def an_offered(demo: Served, at: At) -> str:
    """A segment the office has just offered."""
    code = str(demo.one("SELECT code FROM segment WHERE stage IS NULL ORDER BY code LIMIT 1"))
    office = at("office")
    office.visit(f"/segments/{code}")
    form = office.page.locator("form[action$='/offer']")
    form.locator("button.primary").click()
    office.page.locator(".flash.success").wait_for()
    return code


def test_a_segment_that_was_offered_is_accepted(at: At, demo: Served) -> None:
    code = an_offered(demo, at)
    liaison = at("liaison")
    liaison.visit("/segments/").locator(f"tbody th a:text-is('{code}')").click()
    liaison.page.locator("form[action$='/accept'] button").click()
    liaison.page.locator(".flash.success").wait_for()
    assert demo.one("SELECT stage FROM segment WHERE code = :c", c=code) == "accepted"


def test_a_segment_is_refused_only_with_a_reason(at: At, demo: Served) -> None:
    code = an_offered(demo, at)
    liaison = at("liaison")
    page = liaison.visit(f"/segments/{code}")
    page.locator("details:has(form[action$='/refuse']) summary").click()
    form = page.locator("form[action$='/refuse']")
    form.locator("button.danger").click()
    assert form.locator("textarea").evaluate("field => !field.validity.valid")
    form.locator("textarea").fill("Còn móng nhà chưa dọn")
    form.locator("button.danger").click()
    page.locator(".flash.success").wait_for()
    assert "Còn móng nhà chưa dọn" in page.locator("ol.history").inner_text()
    assert demo.one("SELECT stage FROM segment WHERE code = :c", c=code) == "refused"


def test_every_earlier_promise_is_shown_with_its_reason(at: At, demo: Served) -> None:
    row = demo.store.first(
        "SELECT s.code, p.why, p.previous_on FROM promise p JOIN segment s ON s.uid = p.segment_uid"
        " WHERE p.previous_on IS NOT NULL AND p.why <> '' ORDER BY p.seq DESC"
    )
    assert row
    told = at("liaison").visit(f"/segments/{row['code']}").locator("ol.history").inner_text()
    assert row["why"] in told
    assert "/".join(reversed(row["previous_on"].split("-"))) in told


def test_the_files_hold_exactly_the_rows_that_are_shown(at: At) -> None:
    liaison = at("liaison")
    page = liaison.visit("/segments/")
    codes = page.locator("tbody th a").all_inner_texts()
    text = download(liaison, "csv").decode("utf-8-sig")
    assert codes == [
        c for row in csv.reader(StringIO(text), delimiter=";") for c in row[:1] if c in set(codes)
    ]
    sheets = CalamineWorkbook.from_filelike(BytesIO(download(liaison, "xlsx")))
    cells = [row[0] for row in sheets.get_sheet_by_index(0).to_python() if row]
    assert codes == [c for c in cells if c in set(codes)]


def download(liaison: Visitor, kind: str) -> bytes:
    """What the link to a file of that kind brings."""
    with liaison.page.expect_download() as got:
        liaison.page.locator(f"a[href*='format={kind}']").first.click()
    return got.value.path().read_bytes()


def test_a_calendar_link_works_until_it_is_revoked(at: At) -> None:
    liaison, other = at("liaison"), at("")
    page = liaison.visit("/segments/")
    page.locator("form[action$='/calendar'] button").click()
    link = page.locator("#address").input_value()
    days = other.context.request.get(link)
    assert days.status == 200
    assert "BEGIN:VEVENT" in days.text()
    liaison.visit("/segments/").locator("form[action$='/calendar/revoke'] button").click()
    liaison.page.locator(".flash.success").wait_for()
    assert other.context.request.get(link).status == 404


def test_no_page_of_the_liaison_holds_anything_personal(at: At, demo: Served) -> None:
    liaison = at("liaison")
    rows = demo.store.query(
        "SELECT full_name, phone, id_number, deceased_name, address"
        " FROM identity WHERE subject <> 'person'"
    )
    staff = demo.store.query("SELECT full_name FROM identity WHERE subject = 'person'")
    private = {v for row in rows for v in row.values() if v} - {r["full_name"] for r in staff}
    assert len(private) > 300
    assert "liaison" in ROLES
    found, read = [], 0
    for path in addresses(demo, "liaison"):
        answer = liaison.context.request.get(path)
        if answer.status != 200:
            continue
        read, text = read + 1, answer.text()
        found += [(path, value) for value in private if value in text]
    assert found == []
    assert read >= 8
