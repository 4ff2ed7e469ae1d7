"""500 reports from three phones in real Chromium while browsers, server and line die at random."""

from collections.abc import Iterator

from clearance.record.replay import differences
from clearance.store import meta, open_store
from tests import given
from tests.bench.registry import Figure, Setup, benchmark
from tests.browser.field import Field
from tests.browser.offline.storm import Storm, counts
from tests.given import NOW
from tests.web.town import a_town

PHONES = 3
HOUSES = ("h", "h2", "h3", "h4")


@benchmark("storm", ("sqlite",))
def storm(setup: Setup) -> Iterator[Figure]:
    """What was lost, doubled, out of order; how often everything died; needs root to cut a line."""
    town = a_town(setup.folder / "data")
    meta.write(town.store, "demo", "1")
    for house in HOUSES[1:]:
        given.a_household(town.store, house, chainage_m=100)
        given.step(town.store, house, "notified")
    town.store.close()
    field = Field(setup.folder / "data", NOW.isoformat(), is_careless=True)
    raging = Storm(field, [f"/households/HY-{h}" for h in HOUSES], PHONES, setup.times(500))
    walks = raging.run(setup.folder)
    field.end()
    store = open_store(field.data / "clearance.sqlite", (field.data / "digest.key").read_bytes())
    reports = sum(len(walk.kept) for walk in walks)
    size = f"{PHONES} phones in Chromium, {reports} reports"
    for what, count in counts(store, walks).items():
        yield Figure(f"reports {what}", size, count, "", 0)
    yield Figure("differences of state and journal", size, len(differences(store)), "", 0)
    yield Figure("kill -9 of a browser", size, sum(walk.deaths for walk in walks), "")
    yield Figure("of these at the tap itself", size, sum(len(walk.cut) for walk in walks), "")
    yield Figure("kill -9 of the server", size, raging.blows["server"], "")
    yield Figure("line cut", size, raging.blows["line"], "")
    yield Figure("delivered after the last blow", size, max(walk.late_s for walk in walks), "s")
    store.close()
