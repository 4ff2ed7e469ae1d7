"""What others may read of the journal."""

import json

import pytest

from clearance.rules.basics.actors import Who
from clearance.store import Store
from clearance.store.journal import feed
from tests.given import (
    ADMIN,
    CADRE,
    CADRE_B,
    FAMILY_A,
    LEADER,
    LIAISON,
    TODAY,
    a_change,
    a_grave,
    a_household,
    a_parcel,
    an_obstacle,
    by,
    last_change,
    personal,
    step,
)


@pytest.fixture
def busy(store: Store) -> Store:
    """Things of every kind in both communes."""
    a_household(store, "ha", "a", **personal(FAMILY_A))
    a_household(store, "hb", "b")
    a_parcel(store, "pa", "ha")
    a_grave(store, "gb", "b")
    an_obstacle(store, "hb")
    step(store, "ha", "notified")
    by(CADRE, store, a_change("household", "ha", "paid"))
    by(LEADER, store, a_change("segment", "sg", "promised", patch={"promised_on": "2027-01-01"}))
    return store


def told(store: Store, who: Who, after: int = 0) -> list[tuple[str, str]]:
    """Subjects and facts a person reads."""
    rows = feed.list_after(store, who, TODAY, after)
    return [(row["subject_uid"], row["fact"]) for row in rows]


def test_a_cadre_reads_of_his_own_commune_only(busy: Store) -> None:
    ours, theirs = dict.fromkeys(told(busy, CADRE)), dict.fromkeys(told(busy, CADRE_B))
    assert {"ha", "pa"} <= {uid for uid, _ in ours}
    assert not {"hb", "gb", "canbo.b", "canbo.a"} & {uid for uid, _ in ours}
    assert not {"ha", "pa"} & {uid for uid, _ in theirs}


def test_refused_reports_are_not_told(busy: Store) -> None:
    assert ("ha", "paid") not in told(busy, ADMIN)


def test_the_investor_reads_of_the_road_and_never_of_the_families(busy: Store) -> None:
    subjects = {row["subject"] for row in feed.list_after(busy, LIAISON, TODAY, 0)}
    assert subjects == {"project", "alignment", "unit", "package", "segment"}


def test_nobody_reads_a_personal_value(busy: Store) -> None:
    text = json.dumps(feed.list_after(busy, ADMIN, TODAY, 0), ensure_ascii=False)
    assert [v for v in personal(FAMILY_A).values() if v in text] == []


def test_the_feed_goes_on_after_a_number_in_portions(busy: Store) -> None:
    whole = feed.list_after(busy, ADMIN, TODAY, 0)
    first = feed.list_after(busy, ADMIN, TODAY, 0, most=5)
    rest = feed.list_after(busy, ADMIN, TODAY, first[-1]["seq"])
    assert first + rest == whole
    assert told(busy, ADMIN, last_change(busy)["seq"]) == []
