"""The one door: whatever is reported gets an answer, and the same answer for ever."""

from dataclasses import replace

import pytest

from clearance.record import record_all, record_history
from clearance.rules.basics.actors import TERMINAL
from clearance.rules.basics.changes import Change, Outcome
from clearance.rules.basics.faults import Refused
from clearance.store import Store
from tests import given
from tests.given import CADRE, NOW, OFFICE, a_change, a_household, by, last_change, registered, the


def count(store: Store, table: str = "change") -> int:
    """Rows of a table."""
    return int(store.value(f"SELECT COUNT(*) FROM {table}"))


def test_a_report_is_journaled_with_who_when_and_what_stood_before(store: Store) -> None:
    a_household(store)
    sent = a_change("household", "h", "revised", patch={"village": "Thôn Hạ"}, device="máy-1")
    outcome = by(OFFICE, store, sent)
    row = last_change(store)
    assert outcome == Outcome("accepted", None, row["seq"])
    assert (row["who"], row["device"], row["recorded_at"]) == (
        "vanphong",
        "máy-1",
        "2026-11-20T02:00:00.000Z",
    )
    assert (row["patch"], row["before"]) == ('{"village":"Thôn Hạ"}', '{"village":"Thôn Trung"}')
    assert the(store, "household", "h")["village"] == "Thôn Hạ"
    assert the(store, "household", "h")["version"] == row["seq"]


def test_the_same_report_sent_again_gets_the_same_answer_and_changes_nothing(store: Store) -> None:
    a_household(store)
    sent = a_change("household", "h", "notified", happened_on="2026-11-01")
    first = by(CADRE, store, sent)
    before = count(store)
    assert [by(CADRE, store, sent) for _ in range(5)] == [first] * 5
    assert count(store) == before
    assert first.is_accepted


def test_a_refusal_is_kept_and_repeated_too(store: Store) -> None:
    a_household(store)
    sent = a_change("household", "h", "paid", happened_on="2026-11-01")
    first = by(CADRE, store, sent)
    assert (first.standing, first.reason) == ("refused", "step_locked")
    assert last_change(store)["standing"] == "refused"
    given.step(store, "h", "notified")
    assert by(CADRE, store, sent) == first


def test_an_identifier_used_for_other_content_is_told_apart(store: Store) -> None:
    a_household(store)
    sent = a_change("household", "h", "notified", happened_on="2026-11-01")
    by(CADRE, store, sent)
    before = count(store)
    outcome = by(CADRE, store, replace(sent, happened_on="2026-11-02"))
    assert (outcome.standing, outcome.reason) == ("mismatch", "uid_reused")
    assert count(store) == before


def test_a_refused_report_moves_nothing(store: Store) -> None:
    a_household(store)
    before = the(store, "household", "h")
    by(CADRE, store, a_change("household", "h", "revised", patch={"village": "Khác"}))
    assert the(store, "household", "h") == before
    assert last_change(store)["reason"] == "not_allowed"


def test_an_import_is_recorded_whole_or_not_at_all(store: Store) -> None:
    before = count(store)
    batch = [registered("household", f"n{i}", code=f"HY-{i % 3}", unit_uid="a") for i in range(4)]
    with pytest.raises(Refused) as refused:
        record_all(store, batch, OFFICE, NOW)
    assert "HY-0" in str(refused.value)
    assert count(store) == before
    assert count(store, "household") == 0


def test_an_import_with_a_malformed_row_is_refused_whole(store: Store) -> None:
    before = count(store)
    batch = [
        registered("household", "n1", code="HY-1", unit_uid="a"),
        registered("household", "n2", code="HY-2", unit_uid="a", approved_vnd=-5),
    ]
    with pytest.raises(Refused) as refused:
        record_all(store, batch, OFFICE, NOW)
    assert refused.value.faults[0].value == "approved_vnd"
    assert count(store) == before


def test_a_second_import_of_the_same_rows_changes_nothing(store: Store) -> None:
    batch = [registered("household", f"n{i}", code=f"HY-{i}", unit_uid="a") for i in range(3)]
    first = record_all(store, batch, OFFICE, NOW)
    before = count(store)
    assert record_all(store, batch, OFFICE, NOW) == first
    assert count(store) == before


def test_a_long_history_is_recorded_in_order_each_in_the_name_of_its_own(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clearance.record.door._BATCH", 2)
    entries = [
        (registered("household", "n", code="HY-1", unit_uid="a"), OFFICE, NOW),
        (a_change("household", "n", "notified", happened_on="2026-11-01"), CADRE, NOW),
        (a_change("household", "n", "visited"), CADRE, NOW),
    ]
    assert record_history(store, entries) == 3
    assert record_history(store, []) == 0
    rows = store.query("SELECT who FROM change WHERE subject_uid = 'n' ORDER BY seq")
    assert [row["who"] for row in rows] == ["vanphong", "canbo.a", "canbo.a"]


def test_a_history_stops_at_what_the_rules_refuse(store: Store) -> None:
    a_household(store)
    with pytest.raises(Refused, match="h, paid"):
        record_history(store, [(a_change("household", "h", "paid"), CADRE, NOW)])


def test_what_stands_in_the_journal_only_moves_no_field(store: Store) -> None:
    a_household(store)
    before = the(store, "household", "h")
    assert by(CADRE, store, a_change("household", "h", "visited")).is_accepted
    after = the(store, "household", "h")
    assert after.pop("version") == before.pop("version") + 1
    assert after == before


def test_the_terminal_works_before_anybody_has_an_account() -> None:
    store = given.a_store()
    first = Change("project", "p", "registered", {"code": "X", "name": "X"}, project_uid="p")
    assert by(TERMINAL, store, first) == Outcome("accepted", None, 1)
