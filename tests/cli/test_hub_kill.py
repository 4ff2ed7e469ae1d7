"""A centre is killed in the middle of pulling: afterwards it is as if it had never been.

KILLS=200 .venv/bin/pytest tests/cli/test_hub_kill.py does it as often as it takes to believe it.
"""

import os
from pathlib import Path
from random import Random

import pytest

from clearance import create_app
from clearance.record.replay import differences
from clearance.settings import read_settings
from clearance.store import Store, open_store
from clearance.store.journal import origins
from tests import engines, given
from tests.given import KEY
from tests.offices import Served, served, taken, told
from tests.servers import SERVERS

KILLS = int(os.environ.get("KILLS", "8"))
MOST = 4


def pull(environment: dict[str, str], address: str, token: str) -> None:
    """What the centre's process does until it is killed."""
    run = create_app(read_settings(environment)).test_cli_runner()
    told = {"CLEARANCE_HUB_TOKEN": token}
    run.invoke(args=["hub", "pull", address, "--most", str(MOST)], env=told)


def a_round(environment: dict[str, str], office: Served, rng: Random) -> None:
    """Let the centre ask for some pages and kill it while it takes one of them in."""
    while office.asked.acquire(blocking=False):
        pass
    centre = SERVERS.Process(target=pull, args=(environment, office.address, office.token))
    centre.start()
    for _ in range(rng.randint(1, 6)):
        assert office.asked.acquire(timeout=60), "the centre does not ask"
    for _ in range(rng.randint(0, 60_000)):
        pass  # somewhere in the middle of what it does with the answer
    centre.kill()
    centre.join(60)
    assert centre.exitcode == -9


def journal(store: Store) -> list[str]:
    """Every column of every row, with where it came from."""
    rows = store.query("SELECT * FROM change JOIN origin USING (seq) ORDER BY change.seq")
    return [repr(row) for row in rows]


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_centre_killed_again_and_again_ends_where_an_undisturbed_one_does(
    engine: str, tmp_path: Path
) -> None:
    rng, environment = Random(2026), engines.settings(tmp_path)
    (tmp_path / "digest.key").write_bytes(KEY)
    hub = open_store(environment["CLEARANCE_DATABASE"], KEY)
    with served(tmp_path / "north", "north", households=8 * KILLS) as office:
        seen = [0]
        for _ in range(KILLS):
            a_round(environment, office, rng)
            seen.append((origins.find(hub, "north-project") or {"seq": 0})["seq"])
            assert seen[-1] == len(journal(hub))
            assert seen[-1] >= seen[-2]
        taken(hub, office.office.store)
        fresh = given.a_store()
        taken(fresh, office.office.store)
    assert 0 < seen[-1] < len(journal(fresh))
    assert journal(hub) == journal(fresh)
    assert told(hub) == told(fresh) == told(office.office.store)
    assert differences(hub) == []
