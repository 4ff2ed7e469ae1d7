"""500 reports from three phones in real Chromium while browsers, server and line die at random."""

from collections.abc import Iterator

from clearance.record.replay import differences
from tests.bench.registry import Figure, Setup, benchmark
from tests.browser.offline.storm import HOUSES, Storm, a_windy_field, counts

PHONES = 3


@benchmark("storm", ("sqlite",))
def storm(setup: Setup) -> Iterator[Figure]:
    """What was lost, doubled, out of order; how often everything died; needs root to cut a line."""
    field = a_windy_field(setup.folder / "data")
    raging = Storm(field, HOUSES, PHONES, setup.times(500))
    walks = raging.run(setup.folder)
    field.end()
    store = field.store()
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
