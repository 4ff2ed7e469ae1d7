"""What a hub does not take: altered, missing, unknown or foreign rows refuse the whole page."""

import json
from dataclasses import replace
from typing import Any

import pytest

from clearance.record import take_page
from clearance.rules.basics.faults import Refused
from clearance.rules.records.hub_page import Page
from clearance.store import Store
from clearance.store.journal import changes, origins
from tests.given import NOW, a_store
from tests.offices import Builder, an_office, page_of, rehashed, taken, told


@pytest.fixture
def north() -> Builder:
    """An office at its work."""
    return an_office(a_store(), "north")


@pytest.fixture
def south() -> Builder:
    """Another, with the same codes and login names."""
    return an_office(a_store(), "south", households=2)


@pytest.fixture
def hub(store: Store) -> Store:
    """A centre with a project and people of its own."""
    return store


def refusal(hub: Store, page: Page) -> str:
    """Why a hub does not take a page; nothing of it may stay."""
    before = changes.head(hub), told(hub), origins.list_projects(hub)
    with pytest.raises(Refused) as error:
        take_page(hub, page, "", NOW)
    assert (changes.head(hub), told(hub), origins.list_projects(hub)) == before
    return str(error.value)


@pytest.mark.parametrize("column", ["why", "standing", "patch", "recorded_at", "who", "digest"])
def test_a_row_altered_on_the_way_refuses_its_whole_page(
    hub: Store, north: Builder, column: str
) -> None:
    page = page_of(north.store)
    altered = {"standing": "refused", "patch": "{}", "recorded_at": "2026-01-01T00:00:00.000Z"}
    rows = [dict(row) for row in page.rows]
    rows[12][column] = altered.get(column, "khác")
    assert "đã bị sửa trên đường đi" in refusal(hub, replace(page, rows=tuple(rows)))


def test_a_gap_is_refused_with_the_number_to_go_on_from(hub: Store, north: Builder) -> None:
    take_page(hub, page_of(north.store, 0, 10), "", NOW)
    assert "--after 10" in refusal(hub, page_of(north.store, 12))
    page = page_of(north.store, 10)
    assert "thiếu dòng" in refusal(hub, replace(page, rows=page.rows[:3] + page.rows[4:]))


def test_a_history_written_anew_is_refused(hub: Store, north: Builder) -> None:
    take_page(hub, page_of(north.store, 0, 10), "", NOW)
    other = rehashed(page_of(north.store), lambda row: {"why": "khác"})
    assert "không còn là nhật ký đã lấy" in refusal(hub, other)
    later = replace(other, rows=other.rows[10:])
    assert "không còn là nhật ký đã lấy" in refusal(hub, later)


def test_a_journal_that_got_shorter_or_ends_elsewhere_is_refused(
    hub: Store, north: Builder
) -> None:
    taken(hub, north.store)
    page = page_of(north.store, 10**6)
    assert "khôi phục từ bản cũ" in refusal(hub, replace(page, head_seq=page.head_seq - 1))
    assert "khôi phục từ bản cũ" in refusal(hub, replace(page, head_hash="f" * 64))
    assert "trống" in refusal(hub, replace(page, head_seq=page.head_seq + 1))


def test_a_known_identifier_with_other_content_is_refused(
    hub: Store, north: Builder, south: Builder
) -> None:
    taken(hub, north.store)
    uid = north.store.value("SELECT uid FROM change WHERE seq = 3")
    page = rehashed(page_of(south.store), lambda row: {"uid": uid}, at=4)
    assert "đã dùng cho nội dung khác" in refusal(hub, page)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("subject", "ghost"),
        ("fact", "sold"),
        ("patch", "["),
        ("patch", "[]"),
        ("patch", "[" * 100_000),
        ("before", "7"),
        ("evidence", "{}"),
        ("clash", "x"),
        ("recorded_at", "hôm qua"),
        ("recorded_at", "2026-01-01"),
        ("happened_on", "hôm qua"),
        ("patch", {"full_name": "Ai đó"}),
        ("patch", {"colour": 1}),
        ("patch", {"kind": 7}),
        ("patch", {"code": "", "name": "x"}),
        ("patch", {"covers": []}),
        ("patch", {"step": 1}),
        ("patch", {"covers": {"person": []}}),
        ("patch", {"covers": {"parcel": [1]}}),
        ("patch", {"personal": "x"}),
        ("patch", {"sealed": {"title": "lời của một người"}}),
        ("patch", {"sealed": []}),
    ],
)
def test_a_row_that_cannot_be_understood_is_refused(
    hub: Store, north: Builder, column: str, value: Any
) -> None:
    page, at = page_of(north.store), 2

    def altered(row: dict[str, Any]) -> dict[str, Any]:
        assert row["subject"] == "unit"
        if isinstance(value, dict):
            return {column: json.dumps(json.loads(row["patch"]) | value)}
        return {column: value}

    assert "không hiểu được dòng" in refusal(hub, rehashed(page, altered, at))


@pytest.mark.parametrize(
    ("fact", "patch"),
    [("promised", {}), ("withdrawn", {}), ("revised", {"shape": "00", "crs": 9211})],
)
def test_a_row_that_lacks_what_its_fact_needs_is_refused(
    hub: Store, north: Builder, fact: str, patch: dict[str, Any]
) -> None:
    at, subject = (2, "unit") if fact != "promised" else (3, "segment")
    page = rehashed(
        page_of(north.store),
        lambda row: {"subject": subject, "fact": fact, "patch": json.dumps(patch)},
        at,
    )
    assert "không hiểu được dòng" in refusal(hub, page)


@pytest.mark.parametrize("verdict", ["accepted", "refused"])
def test_only_what_an_office_accepted_needs_every_field_of_a_new_thing(
    hub: Store, north: Builder, verdict: str
) -> None:
    page = page_of(north.store, 0, 4)
    at = next(n for n, row in enumerate(page.rows) if row["subject"] == "unit")

    def without_its_name(row: dict[str, Any]) -> dict[str, Any]:
        patch = json.loads(row["patch"])
        del patch["name"]
        return {"standing": verdict, "reason": "missing_field", "patch": json.dumps(patch)}

    altered = rehashed(page, without_its_name, at)
    if verdict == "refused":
        assert take_page(hub, altered, "", NOW).new == len(page.rows)
    else:
        assert f"{at + 1}: name" in refusal(hub, altered)


@pytest.mark.parametrize(
    ("subject", "patch"),
    [
        ("scope", {"person_uid": "quantri"}),
        ("parcel", {"household_uid": "south-h0"}),
        ("obstacle", {"subject": "household", "subject_uid": "south-h0", "kind": "PRICE"}),
        ("household", {"covers": {"parcel": ["south-p0"]}}),
    ],
)
def test_an_office_cannot_speak_of_another_offices_things(
    hub: Store, north: Builder, south: Builder, subject: str, patch: dict[str, Any]
) -> None:
    taken(hub, south.store)
    fact = {"obstacle": "opened", "household": "handed_over"}.get(subject, "revised")
    page = rehashed(
        page_of(north.store),
        lambda row: {"subject": subject, "fact": fact, "patch": json.dumps(patch)},
        at=5,
    )
    assert "đơn vị khác" in refusal(hub, page)
    other = rehashed(
        page_of(north.store),
        lambda row: {
            "subject_uid": "south-h0",
            "subject": "household",
            "fact": "revised",
            "patch": "{}",
        },
        at=5,
    )
    assert "đơn vị khác" in refusal(hub, other)
    named = rehashed(page_of(north.store), lambda row: {"project_uid": "south-project"}, at=5)
    assert "đơn vị khác" in refusal(hub, named)


def test_a_hub_takes_neither_itself_nor_another_office_at_a_known_address(
    hub: Store, north: Builder, south: Builder
) -> None:
    assert "của chính nơi này" in refusal(hub, page_of(hub))
    take_page(hub, page_of(north.store), "https://a.example", NOW)
    with pytest.raises(Refused, match="trước đây là của một đơn vị khác"):
        take_page(hub, page_of(south.store), "https://a.example", NOW)
