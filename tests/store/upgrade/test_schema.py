"""The schema: made once, the same for the table of subjects, its guards always standing."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clearance.rules.records.subjects import PERSONAL, SUBJECTS
from clearance.store import Store, open_store
from clearance.store.cases import search
from clearance.store.engine import dialect
from clearance.store.upgrade.schema import migrate, statements
from tests import engines, given
from tests.engines import columns, guards, tables, unguard
from tests.given import ADMIN, TODAY

FRAME = ("uid", "project_uid", "version")
DERIVED = ("stage", "next_step", "due_on", "cleared_on", "is_stuck")
TYPES = {"int": "INTEGER", "money": "INTEGER", "flag": "INTEGER", "float": "REAL"}
_JOURNAL = {"change_is_append_only_update", "change_is_append_only_delete"}
GUARDS = {
    "sqlite": {
        *_JOURNAL,
        "shape_box_insert",
        "shape_box_update",
        "shape_box_delete",
        "search_insert",
        "search_update",
        "search_delete",
    },
    "postgresql": {*_JOURNAL, "change_is_append_only_truncate"},
}


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=lambda s: s.name)
def test_a_state_table_has_exactly_the_fields_of_its_subject(store: Store, subject: object) -> None:
    derived = DERIVED if subject.has_steps else ()  # type: ignore[attr-defined]
    fields = {f.name: TYPES.get(f.kind, "TEXT") for f in subject.fields}  # type: ignore[attr-defined]
    found = columns(store, subject.name)  # type: ignore[attr-defined]
    assert set(found) == {*FRAME, *fields, *derived}
    assert {name: found[name] for name in fields} == fields


@pytest.mark.sqlite_only
def test_a_choice_offered_is_a_choice_the_database_takes(store: Store) -> None:
    for subject in SUBJECTS.values():
        sql = store.value("SELECT sql FROM sqlite_master WHERE name = :n", n=subject.name)
        for field in (f for f in subject.fields if f.options and subject.name != "obstacle"):
            words = ", ".join(f"'{option}'" for option in field.options)
            assert f"CHECK ({field.name} IN ({words}))" in sql, (subject.name, field.name)


def test_personal_values_have_one_table(store: Store) -> None:
    assert set(columns(store, "identity")) == {"subject_uid", "subject", *PERSONAL, "sort_key"}
    elsewhere = {
        name: set(PERSONAL) & set(columns(store, name))
        for name in tables(store)
        if name != "identity"
    }
    assert {name: found for name, found in elsewhere.items() if found} == {}


def test_migrating_twice_changes_nothing_and_the_guards_stand(store: Store) -> None:
    before = {name: columns(store, name) for name in tables(store)}
    migrate(store)
    assert {name: columns(store, name) for name in tables(store)} == before
    assert guards(store) == GUARDS[store.engine]


def test_guards_lost_to_a_rebuilt_table_come_back(store: Store) -> None:
    for deed in ("update", "delete"):
        unguard(store, deed)
    assert guards(store) != GUARDS[store.engine]
    migrate(store)
    assert guards(store) == GUARDS[store.engine]


@pytest.mark.parametrize(
    "sql",
    ["UPDATE change SET why = 'khác'", "DELETE FROM change", "DELETE FROM change WHERE seq = 1"],
)
def test_the_journal_only_grows_also_after_migrating_twice(store: Store, sql: str) -> None:
    migrate(store)
    with pytest.raises(Exception, match="append-only"):
        store.run(sql)


def test_two_servers_starting_at_once_make_the_schema_once(tmp_path: Path) -> None:
    paths = [engines.address(tmp_path / "a.sqlite", is_bare=True)] * 8
    with ThreadPoolExecutor(8) as pool:
        versions = list(pool.map(lambda p: len(tables(open_store(p))), paths))
    assert len(set(versions)) == 1
    store = open_store(paths[0])
    assert guards(store) == GUARDS[store.engine]


def test_a_trigger_is_one_statement_and_a_comment_is_none() -> None:
    script = "-- why\nCREATE TABLE a (x {real});\nCREATE TRIGGER t AFTER INSERT ON a\n  BEGIN\n"
    script += "    DELETE FROM a;\n    DELETE FROM a; END;\n-- end\n"
    first, second = statements(script)
    assert "x REAL" in first
    assert second.startswith("CREATE TRIGGER")
    assert second.rstrip().endswith("END")


def test_shapes_are_found_by_their_box_and_words_by_the_search(store: Store) -> None:
    given.a_household(store)
    given.a_parcel(store)
    inside = (
        "SELECT COUNT(*) FROM shape_box b JOIN shape s ON s.id = b.id WHERE s.subject_uid = 'p'"
    )
    assert store.value(inside) == 1
    assert search.by_words(store, ADMIN, TODAY, "trung", 9) != []
    with store.atomic():
        store.run("DELETE FROM shape WHERE subject_uid = 'p'")
        store.run("DELETE FROM search_text WHERE subject_uid = 'h'")
    assert store.value("SELECT COUNT(*) FROM shape_box WHERE id NOT IN (SELECT id FROM shape)") == 0
    assert search.by_words(store, ADMIN, TODAY, "trung", 9) == []


def test_the_database_is_whole(store: Store) -> None:
    assert dialect.integrity_faults(store) == []
