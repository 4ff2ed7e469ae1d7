"""The roads as a phone keeps them."""

import numpy as np

from clearance.geo.crs import DEFAULT, WGS84, convert
from clearance.reports.corridor import offline_road
from clearance.store import Store
from tests.given import OFFICE, a_change, by


def test_a_straight_road_is_two_nodes_in_whole_steps(store: Store) -> None:
    [found] = offline_road.roads(store)
    nodes = np.cumsum(found["nodes"], axis=0)
    ends = convert(nodes[:, :2] / 1e7, WGS84, DEFAULT)
    assert found["code"] == "TQ"
    assert nodes[:, 2].tolist() == [0, 1_000_000]
    assert np.abs(ends - [[400_000, 2_438_000], [400_000, 2_448_000]]).max() < 0.02


def test_a_road_without_a_drawing_is_not_there(store: Store) -> None:
    store.run("DELETE FROM shape WHERE subject_uid = 'al'")
    assert offline_road.roads(store) == []


def test_a_changed_calibration_is_another_version_and_brings_its_posts(store: Store) -> None:
    before = offline_road.version(store)
    patch = {"calibration": "[[0,0],[1050,1000],[10000,9900]]"}
    assert by(OFFICE, store, a_change("alignment", "al", "revised", patch=patch)).is_accepted
    assert offline_road.version(store) != before
    [found] = offline_road.roads(store)
    assert np.cumsum(found["nodes"], axis=0)[:, 2].tolist() == [0, 100_000, 990_000]
