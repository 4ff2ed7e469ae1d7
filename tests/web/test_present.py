"""The road on a projector: nobody's name, one part after another."""

from collections.abc import Callable

import pytest

from clearance.store import Store
from tests.given import FAMILY_A, a_parcel, personal, step
from tests.land import an_outline, over
from tests.web.conftest import Person

As = Callable[..., Person]
SECRETS = (*personal(FAMILY_A).values(), "HY-0042", "T-l", "T-p")


@pytest.fixture
def road(store: Store) -> Store:
    """A kilometre clear but for ten metres of one household; the rest is not surveyed."""
    an_outline(store)
    a_parcel(store, "l", "h", **over(500, 510, "both"))
    for uid, from_m, to_m in (("x", 0, 500), ("y", 510, 1000)):
        a_parcel(store, uid, "h", **over(from_m, to_m, "both"))
    for uid in ("p", "x", "y"):
        assert step(store, uid, "handed_over", subject="parcel", happened_on="2026-11-01")
    return store


def test_the_whole_road_is_shown_with_its_metres_plan_and_widest_gaps(as_: As, road: Store) -> None:
    page = as_("leader").main("/corridor/present")
    for words in ("1 / 3", "Km0+000 – Km1+000", "điểm", "+1.000 m", "chưa khảo sát"):
        assert words in page
    assert [secret for secret in SECRETS if secret in page] == []
    assert "Cả tuyến" not in page
    assert "as_of=2026-10-01" in as_("leader").main("/corridor/present?as_of=2026-10-01")


def test_the_arrows_lead_from_commune_to_commune_and_back_to_the_road(as_: As, road: Store) -> None:
    leader = as_("leader")
    first = leader.main("/corridor/present")
    assert 'rel="prev"' not in first
    assert "part=commune:02400" in first
    second = leader.main("/corridor/present?part=commune:02400")
    assert 'rel="prev"' in second
    assert "part=commune:02401" in second
    last = leader.main("/corridor/present?part=commune:02401")
    assert 'rel="next"' not in last
    assert "Chưa có điểm nào gỡ được ngay" in last
    assert leader.get("/corridor/present?part=commune:0").status_code == 404


def test_the_corridor_page_leads_there(as_: As, road: Store) -> None:
    assert "data-present" in as_("liaison").main("/corridor")
