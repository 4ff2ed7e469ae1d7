"""The public page, and an attacker who reads all that is open, every day, in every form."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from clearance import create_app
from clearance.settings import read_settings
from clearance.store import Store
from clearance.web.frame.access import OPEN, group_of
from tests import engines, given
from tests.given import NOW, a_household, a_parcel, a_project
from tests.land import an_outline, over
from tests.web.conftest import Person
from tests.web.corridor.test_corridor import SECRETS

#: Days on which somebody looks: around the ends of months and the two handovers.
LOOKS = (
    "10-20",
    "10-31",
    "11-01",
    "11-04",
    "11-05",
    "11-06",
    "11-15",
    "11-23",
    "11-24",
    "11-25",
    "11-30",
    "12-01",
    "12-08",
)
FIRST, LAST = date(2026, 10, 20), date(2026, 12, 8)
#: Every form an address might be asked in.
FORMS = ("", "?format=json", "?format=csv", "?format=xlsx", "?lang=en")
#: What differs from one answer to the next and tells nothing: marks, tokens, the clock.
_PASSING = re.compile(
    r'nonce="[^"]*"|name="csrf_token"[^>]*|content="[^"]*"|"at":"[^"]*"'
    r"|\d{4}-\d\d-\d\dT[\d:.]+Z"
)


def test_anybody_may_read_how_far_the_ground_is_without_signing_in(app, store: Store) -> None:
    for number in range(4):
        a_household(store, f"x{number}", "a")
    page = app.test_client().get("/public/")
    assert page.status_code == 200
    assert "31/10/2026" in page.text
    assert "/ 10.000" in page.text
    assert "<table" in page.text


def test_small_numbers_and_all_that_names_anybody_are_left_out(app, store: Store) -> None:
    for number in range(40):
        a_household(store, f"x{number}", "a")
    page = app.test_client().get("/public/").text
    assert "dưới 5" in page
    assert [secret for secret in SECRETS if secret in page] == []
    assert "HY-x" not in page
    assert "Xã B" not in page


@pytest.mark.parametrize("role", [None, "liaison", "leader"])
def test_only_days_that_were_published_can_be_asked_for(app, as_, role: str | None) -> None:
    client = as_(role).client if role else app.test_client()
    assert client.get("/public/?as_of=2026-10-31").status_code == 200
    for day in ("2026-10-01", "2026-09-30", "2026-11-19", "2026-11-20"):
        refused = client.get(f"/public/?as_of={day}")
        assert refused.status_code == 400
        assert "31/10/2026" in refused.text
    assert client.get("/public/?as_of=2026-11-30").status_code == 400


def test_an_empty_project_has_nothing_to_publish(app) -> None:
    client = app.test_client()
    assert "Chưa có số liệu" in client.get("/public/").text
    assert client.get("/public/?as_of=2026-10-31").status_code == 400


class World:
    """An office at work, read from outside day after day."""

    def __init__(self, folder: Path, handed_over_on: str) -> None:
        self.now, self.folder, self.on = NOW, folder, handed_over_on
        self.app = self.start()
        self.store: Store = self.app.extensions["clearance"].store
        a_project(self.store)
        an_outline(self.store)
        for number in range(27):
            a_household(self.store, f"h{number}", "b" if number < 2 else "a")
        a_parcel(self.store, "p", "h0", **over(0, 700, "both"))

    def start(self) -> Flask:
        """The server, also after it was stopped."""
        return create_app(read_settings(engines.settings(self.folder)), clock=lambda: self.now)

    def live(self, day: date) -> None:
        """What the office records on a day: most of it of that day, some of it late."""
        self.now = datetime.combine(day, NOW.timetz())
        if day.isoformat() == self.on:
            done = given.by(
                given.CADRE,
                self.store,
                given.a_change(
                    "parcel", "p", "handed_over", happened_on=self.on, evidence=(given.PHOTO,)
                ),
                self.now,
            )
            assert done.is_accepted
            with self.store.atomic():
                self.store.run("UPDATE household SET cleared_on = :d WHERE uid = 'h0'", d=self.on)

    def read(self) -> dict[str, str]:
        """What every open address says today, in every form, without what passes."""
        client = self.app.test_client()
        client.environ_base["REMOTE_ADDR"] = "203.0.113.9"  # /metrics is for the machine itself
        rules = [
            r.rule
            for r in self.app.url_map.iter_rules()
            if "GET" in (r.methods or ()) and not r.arguments and self._is_open(r.endpoint)
        ]
        urls = [rule + form for rule in rules for form in FORMS]
        return {url: _PASSING.sub("", client.get(url).text) for url in urls}

    def _is_open(self, endpoint: str) -> bool:
        with self.app.app_context():
            return group_of(endpoint) == OPEN


def test_on_no_day_does_anything_open_tell_which_day_of_its_month_a_household_handed_over(
    tmp_path: Path,
) -> None:
    """Two worlds differ in one household's day alone; whoever has not signed in sees one."""
    worlds = [World(tmp_path / day, day) for day in ("2026-11-05", "2026-11-24")]
    seen: dict[str, str] = {}
    for n in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=n)
        for world in worlds:
            world.live(day)
        if day.isoformat()[5:] in LOOKS:
            said, other = (world.read() for world in worlds)
            assert said == other
            assert {"/public/", "/health", "/segments.ics", "/login"} <= set(said)
            seen[day.isoformat()] = said["/public/"]
    assert len(set(seen.values())) == 3  # of 30/9, 31/10 and 30/11
    assert seen["2026-11-01"] == seen["2026-11-30"] != seen["2026-12-01"]
    for world in worlds:
        assert open_days(world.start().test_client()) == ["2026-09-30", "2026-10-31", "2026-11-30"]


def test_months_in_which_nobody_looked_are_published_at_the_next_visit(tmp_path: Path) -> None:
    world = World(tmp_path, "2026-11-05")
    seen = {}
    for looked in (date(2026, 9, 3), date(2026, 12, 2)):
        world.now = datetime.combine(looked, NOW.timetz())
        seen[looked] = open_days(world.app.test_client())
    assert seen[date(2026, 9, 3)] == ["2026-08-31"]
    assert seen[date(2026, 12, 2)] == ["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30"]


def open_days(client: FlaskClient) -> list[str]:
    """The days for which the page answers, of all of half a year."""
    days = [(date(2026, 7, 1) + timedelta(days=n)).isoformat() for n in range(184)]
    return [day for day in days if client.get(f"/public/?as_of={day}").status_code == 200]


def test_what_the_page_prints_are_multiples_of_five_and_their_sums(app, store: Store) -> None:
    for number in range(58):
        a_household(store, f"x{number}", "a" if number < 51 else "b")
    with store.atomic():
        store.run("UPDATE household SET cleared_on = '2026-10-30' WHERE uid < 'x3' OR uid > 'x50'")
    table = app.test_client().get("/public/").text.split("<table")[1].split("</table>")[0]
    numbers = [
        [int(n) for n in re.findall(r'class="number">(\d+)', row)]
        for row in table.split("<tr>")[2:]
    ]
    *rows, whole = numbers
    assert len(rows) == 2
    assert all(number % 5 == 0 for row in numbers for number in row)
    assert whole[0] == sum(row[0] for row in rows)
    assert whole[1] == sum(row[1] for row in rows)


def test_a_signed_in_person_reads_the_same_page(app, as_) -> None:
    leader: Person = as_("leader")
    there, open_page = leader.read("/public/"), app.test_client().get("/public/").text
    assert (
        there.split("<h1")[1].split("</main>")[0] == open_page.split("<h1")[1].split("</main>")[0]
    )
