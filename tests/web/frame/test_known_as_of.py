"""A past day has two readings: by all recorded until now, and as it was recorded then."""

import re
from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.given import a_parcel, step
from tests.land import an_outline, over
from tests.web.conftest import Person

As = Callable[..., Person]
#: Both readings of a day before anything was recorded of it.
DAY = "2026-11-12"


@pytest.fixture
def road(store: Store) -> Store:
    """Today somebody records that a kilometre was handed over ten days ago."""
    an_outline(store)
    a_parcel(store, "w", "h", **over(0, 1000, "both"))
    for uid in ("w", "p"):
        done = step(store, uid, "handed_over", subject="parcel", happened_on="2026-11-10")
        assert done.is_accepted
    return store


def clear_m(person: Person, query: str) -> int:
    """Clear metres of the rows of the corridor page."""
    rows = person.get(f"/corridor?show=clear&format=json&{query}").get_json()["rows"]
    return sum(row["length_m"] for row in rows)


def test_what_is_recorded_late_lifts_one_reading_and_never_the_other(as_: As, road: Store) -> None:
    leader = as_("leader")
    assert clear_m(leader, f"as_of={DAY}") == 997
    assert clear_m(leader, f"as_of={DAY}&known=then") == 0
    assert clear_m(leader, "known=then") == clear_m(leader, "known=now") == 997
    moves = leader.get(f"/corridor/moves?from_day=2026-11-05&to_day={DAY}&format=json").get_json()
    assert (moves["known"], moves["rows"]) == ("then", [])


def test_pages_say_which_reading_they_show_and_lead_to_the_other(as_: As, road: Store) -> None:
    leader = as_("leader")
    now = leader.read(f"/corridor?as_of={DAY}")
    assert "Số liệu cũ, theo nay biết" in now
    assert f'href="/corridor?as_of={DAY}&amp;known=then"' in now
    assert "theo nay biết 997 m, như đã ghi khi ấy 0 m" in now
    then = leader.read(f"/corridor?as_of={DAY}&known=then&from=100&to=200")
    assert "Số liệu cũ, như đã ghi khi ấy" in then
    assert "known=then" not in re.findall(r'href="([^"]*)">Xem theo nay biết', then)[0]
    assert "Hộ đã bàn giao" not in then
    assert "Số liệu cũ, như đã ghi khi ấy" in leader.read(f"/corridor/moves?as_of={DAY}")
    assert "theo nay biết:" in leader.read(f"/corridor/moves?as_of={DAY}")
    households = leader.read(f"/households/?as_of={DAY}")
    assert "Số liệu cũ, theo nay biết" in households
    assert f'href="/households/?as_of={DAY}&amp;known=then"' in households
    assert "Số liệu cũ, theo nay biết" in leader.read(f"/map?as_of={DAY}")
    assert "theo nay biết" not in leader.read("/corridor").split("<main")[0]


def test_files_say_which_reading_they_hold(as_: As, road: Store) -> None:
    leader = as_("leader")
    for url, told in (
        (
            f"/corridor/parts?as_of={DAY}",
            "12/11/2026, theo nay biết (mọi điều đã ghi đến ngày 20/11/2026)",
        ),
        (
            f"/corridor/parts?as_of={DAY}&known=then",
            "khi ấy (chỉ điều đã ghi đến hết ngày 12/11/2026)",
        ),
        (f"/corridor/moves?to_day={DAY}", "khi ấy (chỉ điều đã ghi đến hết ngày 12/11/2026)"),
        (
            f"/communes/?as_of={DAY}",
            "12/11/2026, theo nay biết (mọi điều đã ghi đến ngày 20/11/2026)",
        ),
    ):
        assert told in leader.get(f"{url}&format=csv").text, url
        assert leader.get(f"{url}&format=xlsx").status_code == 200


def test_a_reading_that_does_not_exist_is_refused_in_words(as_: As, road: Store) -> None:
    answer = as_("leader").get("/corridor?known=later")
    assert (answer.status_code, "theo nay biết" in answer.text) == (400, True)


def test_no_argument_of_the_address_leads_the_link_elsewhere(as_: As, road: Store) -> None:
    page = as_("leader").read(f"/corridor?as_of={DAY}&_method=POST&_external=1&_scheme=ftp")
    assert f'href="/corridor?as_of={DAY}&amp;_method=POST' in page
    assert "ftp:" not in page
