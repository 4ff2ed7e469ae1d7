"""Steps taken, as of a day."""

from clearance.store import Store
from clearance.store.cases import steps
from clearance.store.journal import meta
from tests.given import a_household, a_store, step


def test_a_case_is_told_as_it_was_on_a_day(store: Store) -> None:
    a_household(store)
    step(store, "h", "notified", happened_on="2026-11-01")
    step(store, "h", "inventoried", happened_on="2026-11-10")
    assert steps.dates(store, "h") == {"notified": "2026-11-01", "inventoried": "2026-11-10"}
    assert steps.dates(store, "h", "2026-11-09") == {"notified": "2026-11-01"}
    assert steps.dates(store, "h", "2026-10-31") == {}


def test_the_database_knows_its_project_and_whether_it_is_a_demo(store: Store) -> None:
    assert meta.project_uid(store) == "prj"
    assert meta.project_uid(a_store()) == ""
    assert meta.read(store, "demo", "0") == "0"
    for value in ("1", "2"):
        meta.write(store, "demo", value)
        assert meta.read(store, "demo") == value
